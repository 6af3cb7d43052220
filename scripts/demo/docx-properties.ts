import { fileDate, type LibraryText } from './library-text';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ESCAPES[mark] ?? mark);
}

/** Takes the place of the part the docx package writes, which always bears the time of day. */
export function coreProperties(text: LibraryText): { path: string; data: string } {
  const date = fileDate(text.publishedDate).toISOString().replace('.000Z', 'Z');
  const data = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties',
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(text.title)}</dc:title>`,
    `<dc:subject>${escaped(text.description)}</dc:subject>`,
    `<dc:creator>${escaped(text.publisher)}</dc:creator>`,
    `<cp:lastModifiedBy>${escaped(text.publisher)}</cp:lastModifiedBy>`,
    '<dc:language>en-GB</dc:language>',
    `<dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
  return { path: 'docProps/core.xml', data };
}
