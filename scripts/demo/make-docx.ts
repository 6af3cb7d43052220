import {
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import { coreProperties } from './docx-properties';
import { fileDate, printedDate, type LibraryText } from './library-text';
import { BULLETS, CHECKS, half, hex, listLevels, NUMBERS, styles, twips } from './docx-style';
import { typeset, type Block } from './markdown-blocks';
import { COLOUR, ITEM_GAP, PAGE, PARAGRAPH_GAP, SIZE } from './page-style';
import { columnShares, type Table } from './pdf-table';
import { withZipTimes } from './zip-times';

const A4 = { width: 11906, height: 16838 } as const;
const TEXT_WIDTH = A4.width - twips(PAGE.left) - twips(PAGE.right);

function listItems(items: readonly string[], reference: string, instance: number): Paragraph[] {
  return items.map((text, index) => {
    const after = index === items.length - 1 ? PARAGRAPH_GAP : ITEM_GAP;
    return new Paragraph({
      text,
      keepLines: true,
      numbering: { reference, level: 0, instance },
      spacing: { after: twips(after) },
    });
  });
}

function cell(text: string, width: number, look: 'head' | 'first' | 'plain'): TableCell {
  const head = look === 'head';
  const line = {
    style: BorderStyle.SINGLE,
    size: head ? 8 : 4,
    color: hex(head ? COLOUR.accent : COLOUR.rule),
  };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: twips(3.5), bottom: twips(3.5), left: twips(7), right: twips(7) },
    borders: { top: none, left: none, right: none, bottom: line },
    ...(head
      ? { shading: { type: ShadingType.CLEAR, fill: hex(COLOUR.tint), color: 'auto' } }
      : {}),
    children: [
      new Paragraph({
        style: 'TableText',
        keepNext: head,
        children: [
          new TextRun({
            text,
            // eslint-disable-next-line @typescript-eslint/no-deprecated -- docx's own option, taken for String.prototype.bold
            bold: look !== 'plain',
            ...(head ? { color: hex(COLOUR.accent) } : {}),
          }),
        ],
      }),
    ],
  });
}

function table(block: Table): DocxTable {
  const widths = columnShares(block).map((share) => Math.floor(share * TEXT_WIDTH));
  const row = (texts: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, column) =>
        cell(text, widths[column] ?? 0, head ? 'head' : column === 0 ? 'first' : 'plain'),
      ),
    });
  return new DocxTable({
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    rows: [row(block.header, true), ...block.rows.map((texts) => row(texts, false))],
  });
}

function content(block: Block, index: number): (Paragraph | DocxTable)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ text: block.text, heading: HeadingLevel.HEADING_2 })];
    case 'paragraph':
      return [new Paragraph({ text: block.text, keepNext: block.text.endsWith(':') })];
    case 'bullets':
      return listItems(block.items, BULLETS, 0);
    case 'checks':
      return listItems(block.items, CHECKS, 0);
    case 'numbers':
      // An instance of its own, or the second list on the page goes on counting from the first.
      return listItems(block.items, NUMBERS, index);
    case 'table':
      // Word joins a table to whatever follows it without a paragraph between.
      return [table(block), new Paragraph({ spacing: { line: 80, lineRule: 'exact', after: 60 } })];
  }
}

function opening(text: LibraryText): Paragraph[] {
  const rule = { style: BorderStyle.SINGLE, size: 8, color: hex(COLOUR.rule), space: 6 };
  const lead: IParagraphOptions = {
    text: typeset(text.description),
    style: 'Subtitle',
    border: { bottom: rule },
  };
  const label = `${text.publisher}  |  ${printedDate(text.publishedDate)}`;
  return [
    new Paragraph({
      spacing: { after: 0 },
      children: [
        new TextRun({
          text: label,
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- docx's own option, taken for String.prototype.bold
          bold: true,
          size: half(SIZE.eyebrow),
          color: hex(COLOUR.accent),
        }),
      ],
    }),
    new Paragraph({ text: typeset(text.title), heading: HeadingLevel.TITLE }),
    new Paragraph(lead),
  ];
}

function footer(title: string): Footer {
  const look = { size: half(SIZE.footer), color: hex(COLOUR.muted) };
  const pages = ['\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        spacing: { after: 0 },
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        border: { top: { style: BorderStyle.SINGLE, size: 4, color: hex(COLOUR.rule), space: 5 } },
        children: [
          new TextRun({ text: typeset(title), ...look }),
          new TextRun({ children: pages, ...look }),
        ],
      }),
    ],
  });
}

function documentOf(text: LibraryText): Document {
  const margin = {
    top: twips(PAGE.top - 8),
    bottom: twips(PAGE.bottom),
    left: twips(PAGE.left),
    right: twips(PAGE.right),
    footer: twips(34),
  };
  return new Document({
    styles: styles(),
    numbering: { config: listLevels() },
    sections: [
      {
        properties: { page: { size: A4, margin } },
        footers: { default: footer(text.title) },
        children: [...opening(text), ...text.blocks.flatMap(content)],
      },
    ],
  });
}

export async function makeDocx(text: LibraryText): Promise<Buffer> {
  const date = fileDate(text.publishedDate);
  const bytes = await Packer.toBuffer(documentOf(text), undefined, [coreProperties(text)]);
  return withZipTimes(bytes, date);
}
