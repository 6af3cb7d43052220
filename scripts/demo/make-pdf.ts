import PDFDocument from 'pdfkit';
import { fileDate, type LibraryText } from './library-text';
import type { Block } from './markdown-blocks';
import {
  BODY_LINE_GAP,
  COLOUR,
  HEADING_AFTER,
  HEADING_BEFORE,
  ITEM_GAP,
  PAGE,
  PARAGRAPH_GAP,
  SIZE,
} from './page-style';
import { drawFooters, drawOpening, type Pen } from './pdf-page';
import { drawTable, tableHeight } from './pdf-table';

const LIST_INDENT = 20;
// A paragraph of up to this many lines moves to the next page whole.
const KEEP_LINES = 5;

function bodyFont(doc: PDFDocument): PDFDocument {
  return doc.font('Helvetica').fontSize(SIZE.body).fillColor(COLOUR.ink);
}

function headingFont(doc: PDFDocument): PDFDocument {
  return doc.font('Helvetica-Bold').fontSize(SIZE.heading).fillColor(COLOUR.accent);
}

function bodyHeight(pen: Pen, text: string, indent = 0): number {
  return bodyFont(pen.doc).heightOfString(text, {
    width: pen.width - indent,
    lineGap: BODY_LINE_GAP,
  });
}

function lineHeight(pen: Pen): number {
  return bodyHeight(pen, 'x');
}

/** The least height that must be left on the page for block `index` to begin there. */
function heightToBegin(pen: Pen, blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (block === undefined) return 0;
  switch (block.kind) {
    case 'heading':
      return (
        HEADING_BEFORE + SIZE.heading * 1.2 + HEADING_AFTER + heightToBegin(pen, blocks, index + 1)
      );
    case 'paragraph': {
      const height = bodyHeight(pen, block.text);
      if (block.text.endsWith(':')) return height + heightToBegin(pen, blocks, index + 1);
      return height > lineHeight(pen) * KEEP_LINES + 1 ? lineHeight(pen) * 3 : height;
    }
    case 'table':
      return tableHeight(pen, block);
    default: {
      // Two items, so that a list never leaves its first one behind alone.
      const first = block.items.slice(0, 2);
      return first.reduce((sum, item) => sum + bodyHeight(pen, item, LIST_INDENT) + ITEM_GAP, 0);
    }
  }
}

function makeRoom(pen: Pen, height: number): void {
  if (pen.doc.y + height > pen.bottom) pen.doc.addPage();
}

function drawMarker(pen: Pen, kind: Block['kind'], number: number, top: number): void {
  const { doc, left } = pen;
  const middle = top + SIZE.body * 0.42;
  if (kind === 'numbers') {
    doc
      .font('Helvetica-Bold')
      .fillColor(COLOUR.accent)
      .text(`${number}.`, left, top, { lineBreak: false });
  } else if (kind === 'checks') {
    doc
      .strokeColor(COLOUR.accent)
      .lineWidth(0.9)
      .rect(left + 1, middle - 3.8, 8, 8)
      .stroke();
  } else {
    doc
      .fillColor(COLOUR.accent)
      .circle(left + 5, middle + 0.3, 1.8)
      .fill();
  }
}

function drawList(pen: Pen, block: Extract<Block, { items: string[] }>): void {
  const { doc } = pen;
  const list = doc.struct('L', {});
  pen.root.add(list);
  block.items.forEach((item, index) => {
    const last = block.items.length - 1;
    // The last two stay together, so that a page never opens with one stray item.
    const next = index === last - 1 && last > 1 ? block.items[last] : undefined;
    const follow = next === undefined ? 0 : bodyHeight(pen, next, LIST_INDENT) + ITEM_GAP;
    makeRoom(pen, bodyHeight(pen, item, LIST_INDENT) + follow);
    const top = doc.y;
    const entry = doc.struct('LI', {});
    list.add(entry);
    entry.add(
      doc.struct('Lbl', {}, () => {
        bodyFont(doc);
        drawMarker(pen, block.kind, index + 1, top);
      }),
    );
    entry.add(
      doc.struct('LBody', {}, () => {
        bodyFont(doc).text(item, pen.left + LIST_INDENT, top, {
          width: pen.width - LIST_INDENT,
          lineGap: BODY_LINE_GAP,
        });
      }),
    );
    entry.end();
    doc.y += ITEM_GAP;
  });
  list.end();
  doc.y += PARAGRAPH_GAP - ITEM_GAP;
}

function drawBlock(pen: Pen, blocks: readonly Block[], index: number): void {
  const { doc, root } = pen;
  const block = blocks[index];
  if (block === undefined) return;
  makeRoom(pen, heightToBegin(pen, blocks, index));
  switch (block.kind) {
    case 'heading':
      if (doc.y > PAGE.top) doc.y += HEADING_BEFORE;
      doc.outline.addItem(block.text);
      root.add(
        doc.struct('H2', {}, () => {
          headingFont(doc).text(block.text, pen.left, doc.y, { width: pen.width });
        }),
      );
      doc.y += HEADING_AFTER;
      return;
    case 'paragraph':
      root.add(
        doc.struct('P', {}, () => {
          bodyFont(doc).text(block.text, pen.left, doc.y, {
            width: pen.width,
            lineGap: BODY_LINE_GAP,
          });
        }),
      );
      doc.y += PARAGRAPH_GAP;
      return;
    case 'table':
      drawTable(pen, block);
      doc.y += PARAGRAPH_GAP + 4;
      return;
    default:
      drawList(pen, block);
  }
}

function openDocument(text: LibraryText): PDFDocument {
  const date = fileDate(text.publishedDate);
  return new PDFDocument({
    size: 'A4',
    margins: PAGE,
    lang: 'en-GB',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: text.title,
      Subject: text.description,
      Author: text.publisher,
      Creator: text.publisher,
      CreationDate: date,
      ModDate: date,
    },
  });
}

export function makePdf(text: LibraryText): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const doc = openDocument(text);
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    doc.on('error', reject);
    const root = doc.struct('Document', {});
    doc.addStructure(root);
    const pen: Pen = {
      doc,
      root,
      left: PAGE.left,
      width: doc.page.width - PAGE.left - PAGE.right,
      bottom: doc.page.height - PAGE.bottom,
    };
    drawOpening(pen, text);
    text.blocks.forEach((_, index) => {
      drawBlock(pen, text.blocks, index);
    });
    root.end();
    drawFooters(doc, text.title);
    doc.end();
  });
}
