import type { ZipPart } from './zip';

/*
 * The parts of Office documents by ECMA-376, as few as a program needs to open them. The `docx` package writes
 * the others; for sheets and slides no maintained package of a reasonable size does.
 */

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SLIDE = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function xmlText(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/"/gu, '&quot;');
}

/** What each part is. The first is the one that opens the document. */
export function contentTypes(types: Readonly<Record<string, string>>): ZipPart {
  const overrides = Object.entries(types).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`,
  );
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>';
  return {
    name: '[Content_Types].xml',
    bytes: `${XML}<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides.join('')}</Types>`,
  };
}

function relationships(name: string, targets: readonly [kind: string, target: string][]): ZipPart {
  const all = targets.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"/>`,
  );
  return {
    name,
    bytes: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`,
  };
}

type Cell = string | number;

function sheetXml(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((cells, row) => {
    const written = cells.map((cell, column) => {
      const at = `${String.fromCharCode(65 + column)}${row + 1}`;
      return typeof cell === 'number'
        ? `<c r="${at}"><v>${cell}</v></c>`
        : `<c r="${at}" t="inlineStr"><is><t>${xmlText(cell)}</t></is></c>`;
    });
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  return `${XML}<worksheet xmlns="${SHEET}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** The parts of an XLSX with these sheets, by name. */
export function workbook(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
): ZipPart[] {
  const names = Object.keys(sheets);
  const part = (index: number) => `xl/worksheets/sheet${index + 1}.xml`;
  const listed = names.map(
    (name, index) =>
      `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return [
    contentTypes({
      'xl/workbook.xml': `${OFFICE}.spreadsheetml.sheet.main+xml`,
      ...Object.fromEntries(
        names.map((_, index) => [part(index), `${OFFICE}.spreadsheetml.worksheet+xml`]),
      ),
    }),
    relationships('_rels/.rels', [['officeDocument', 'xl/workbook.xml']]),
    {
      name: 'xl/workbook.xml',
      bytes: `${XML}<workbook xmlns="${SHEET}" xmlns:r="${RELATIONSHIPS}"><sheets>${listed.join('')}</sheets></workbook>`,
    },
    relationships(
      'xl/_rels/workbook.xml.rels',
      names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
    ),
    ...Object.values(sheets).map((rows, index) => ({ name: part(index), bytes: sheetXml(rows) })),
  ];
}

function slideXml(text: string): string {
  const box = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>${xmlText(text)}</a:t></a:r></a:p></p:txBody></p:sp>`;
  const group =
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';
  return `${XML}<p:sld xmlns:p="${SLIDE}" xmlns:a="${DRAWING}"><p:cSld><p:spTree>${group}${box}</p:spTree></p:cSld></p:sld>`;
}

/** The parts of a PPTX with a slide for each text. */
export function presentation(texts: readonly string[]): ZipPart[] {
  const part = (index: number) => `ppt/slides/slide${index + 1}.xml`;
  const ids = texts.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`);
  return [
    contentTypes({
      'ppt/presentation.xml': `${OFFICE}.presentationml.presentation.main+xml`,
      ...Object.fromEntries(
        texts.map((_, index) => [part(index), `${OFFICE}.presentationml.slide+xml`]),
      ),
    }),
    relationships('_rels/.rels', [['officeDocument', 'ppt/presentation.xml']]),
    {
      name: 'ppt/presentation.xml',
      bytes: `${XML}<p:presentation xmlns:p="${SLIDE}" xmlns:r="${RELATIONSHIPS}"><p:sldIdLst>${ids.join('')}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    },
    relationships(
      'ppt/_rels/presentation.xml.rels',
      texts.map((_, index) => ['slide', `slides/slide${index + 1}.xml`]),
    ),
    ...texts.map((text, index) => ({ name: part(index), bytes: slideXml(text) })),
  ];
}
