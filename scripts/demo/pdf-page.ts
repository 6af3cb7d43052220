import type PDFDocument from 'pdfkit';
import { printedDate, type LibraryText } from './library-text';
import { typeset } from './markdown-blocks';
import { COLOUR, PAGE, SIZE } from './page-style';

export interface Pen {
  doc: PDFDocument;
  root: PDFDocument.StructElement;
  left: number;
  width: number;
  bottom: number;
}

export function artifact(doc: PDFDocument, type: string, draw: () => void): void {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
}

export function drawOpening(pen: Pen, text: LibraryText): void {
  const { doc, root, left, width } = pen;
  artifact(doc, 'Layout', () => {
    doc.fillColor(COLOUR.accent).rect(0, 0, doc.page.width, 10).fill();
  });
  root.add(
    doc.struct('P', {}, () => {
      doc.font('Helvetica-Bold').fontSize(SIZE.eyebrow).fillColor(COLOUR.accent);
      doc.text(`${text.publisher}  |  ${printedDate(text.publishedDate)}`, left, PAGE.top - 8, {
        width,
      });
    }),
  );
  root.add(
    doc.struct('H1', {}, () => {
      doc.font('Helvetica-Bold').fontSize(SIZE.title).fillColor(COLOUR.ink);
      doc.text(typeset(text.title), left, doc.y + 8, { width, lineGap: 1 });
    }),
  );
  root.add(
    doc.struct('P', {}, () => {
      doc.font('Helvetica').fontSize(SIZE.lead).fillColor(COLOUR.muted);
      doc.text(typeset(text.description), left, doc.y + 6, { width, lineGap: 3.5 });
    }),
  );
  artifact(doc, 'Layout', () => {
    const y = doc.y + 7;
    doc
      .strokeColor(COLOUR.rule)
      .lineWidth(1)
      .moveTo(left, y)
      .lineTo(left + width, y)
      .stroke();
    doc.y = y + 12;
  });
}

export function drawFooters(doc: PDFDocument, title: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    artifact(doc, 'Pagination', () => {
      const y = doc.page.height - 44;
      const right = doc.page.width - PAGE.right;
      doc
        .strokeColor(COLOUR.rule)
        .lineWidth(0.6)
        .moveTo(PAGE.left, y - 9)
        .lineTo(right, y - 9)
        .stroke();
      doc.font('Helvetica').fontSize(SIZE.footer).fillColor(COLOUR.muted);
      const label = `Page ${page - start + 1} of ${count}`;
      doc.text(typeset(title), PAGE.left, y, { lineBreak: false });
      doc.text(label, right - doc.widthOfString(label), y, { lineBreak: false });
    });
  }
}
