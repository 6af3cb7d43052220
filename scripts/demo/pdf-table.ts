import type PDFDocument from 'pdfkit';
import type { Block } from './markdown-blocks';
import { COLOUR, SIZE } from './page-style';
import { artifact, type Pen } from './pdf-page';

export type Table = Extract<Block, { kind: 'table' }>;

const PAD_X = 7;
const PAD_Y = 4.5;
const LINE_GAP = 2;

/** Shares of the whole width, wider for the columns that hold more text; they add up to 1. */
export function columnShares(table: Table): number[] {
  const weights = table.header.map((name, column) => {
    const texts = [name, ...table.rows.map((row) => row[column] ?? '')];
    const letters = texts.reduce((sum, text) => sum + text.length, 0);
    const longestWord = Math.max(
      ...texts
        .join(' ')
        .split(' ')
        .map((word) => word.length),
    );
    // The square root keeps one long column from crushing the short ones.
    return Math.max(Math.sqrt(letters / texts.length), longestWord * 0.42);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function cellFont(doc: PDFDocument, bold: boolean): PDFDocument {
  return doc.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(SIZE.cell);
}

function rowHeight(
  doc: PDFDocument,
  row: readonly string[],
  widths: readonly number[],
  head: boolean,
): number {
  const heights = row.map((text, column) =>
    cellFont(doc, head || column === 0).heightOfString(text, {
      width: (widths[column] ?? 0) - PAD_X * 2,
      lineGap: LINE_GAP,
    }),
  );
  return Math.max(...heights) + PAD_Y * 2 - LINE_GAP;
}

function columnWidths(pen: { width: number }, table: Table): number[] {
  return columnShares(table).map((share) => share * pen.width);
}

export function tableHeight(pen: Pick<Pen, 'doc' | 'width'>, table: Table): number {
  const widths = columnWidths(pen, table);
  return table.rows.reduce(
    (sum, row) => sum + rowHeight(pen.doc, row, widths, false),
    rowHeight(pen.doc, table.header, widths, true),
  );
}

function drawGround(pen: Pen, top: number, height: number, head: boolean): void {
  const { doc, left, width } = pen;
  artifact(doc, 'Layout', () => {
    if (head) doc.fillColor(COLOUR.tint).rect(left, top, width, height).fill();
    doc.strokeColor(head ? COLOUR.accent : COLOUR.rule).lineWidth(head ? 1 : 0.6);
    doc
      .moveTo(left, top + height)
      .lineTo(left + width, top + height)
      .stroke();
  });
}

function drawRow(
  pen: Pen,
  parent: PDFDocument.StructElement,
  row: readonly string[],
  widths: readonly number[],
  head: boolean,
): void {
  const { doc } = pen;
  const height = rowHeight(doc, row, widths, head);
  const top = doc.y;
  drawGround(pen, top, height, head);
  const line = doc.struct('TR', {});
  parent.add(line);
  let x = pen.left;
  row.forEach((text, column) => {
    const width = widths[column] ?? 0;
    const bold = head || column === 0;
    const scope = head ? 'Column' : 'Row';
    const cell = doc.struct(bold ? 'TH' : 'TD', bold ? { scope } : {}, () => {
      cellFont(doc, bold).fillColor(head ? COLOUR.accent : COLOUR.ink);
      doc.text(text, x + PAD_X, top + PAD_Y, { width: width - PAD_X * 2, lineGap: LINE_GAP });
    });
    line.add(cell);
    x += width;
  });
  line.end();
  doc.y = top + height;
}

export function drawTable(pen: Pen, table: Table): void {
  const widths = columnWidths(pen, table);
  const element = pen.doc.struct('Table', {});
  pen.root.add(element);
  drawRow(pen, element, table.header, widths, true);
  for (const row of table.rows) {
    if (pen.doc.y + rowHeight(pen.doc, row, widths, false) > pen.bottom) pen.doc.addPage();
    drawRow(pen, element, row, widths, false);
  }
  element.end();
}
