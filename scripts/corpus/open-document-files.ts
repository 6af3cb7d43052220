import { accepted, type CorpusFile } from './corpus-file';
import { xmlText } from './office-parts';
import { makeZip, type ZipPart } from './zip';

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';
const MIME = 'application/vnd.oasis.opendocument';
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACES = ['office', 'text', 'table', 'drawing', 'presentation', 'meta', 'style']
  .map((name) => `xmlns:${name === 'drawing' ? 'draw' : name}="${ODF}:${name}:1.0"`)
  .join(' ');

type Kind = 'text' | 'spreadsheet' | 'presentation';

function manifest(kind: Kind, encryption: string): string {
  const entry = (path: string, type: string, inside = '') =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}">${inside}</manifest:file-entry>`;
  const entries = [
    entry('/', `${MIME}.${kind}`),
    entry('content.xml', 'text/xml', encryption),
    entry('meta.xml', 'text/xml'),
  ];
  return `${XML}<manifest:manifest xmlns:manifest="${ODF}:manifest:1.0" manifest:version="1.3">${entries.join('')}</manifest:manifest>`;
}

/** The parts of an OpenDocument with this body (OpenDocument 1.3, parts 2 and 3). */
export function openDocument(kind: Kind, body: string, encryption = ''): ZipPart[] {
  const root = (name: string, inside: string) =>
    `${XML}<office:${name} ${NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">${inside}</office:${name}>`;
  const content = `<office:body><office:${kind}>${body}</office:${kind}></office:body>`;
  const meta =
    '<office:meta><dc:title>A title</dc:title><dc:creator>A. Editor</dc:creator></office:meta>';
  return [
    { name: 'mimetype', bytes: `${MIME}.${kind}`, stored: true },
    { name: 'content.xml', bytes: root('document-content', content) },
    { name: 'meta.xml', bytes: root('document-meta', meta) },
    { name: 'META-INF/manifest.xml', bytes: manifest(kind, encryption) },
  ];
}

export function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<text:p>${xmlText(text)}</text:p>`).join('');
}

function table(name: string, rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => {
    const written = cells.map(
      (cell) =>
        `<table:table-cell office:value-type="string"><text:p>${xmlText(cell)}</text:p></table:table-cell>`,
    );
    return `<table:table-row>${written.join('')}</table:table-row>`;
  });
  return `<table:table table:name="${xmlText(name)}">${lines.join('')}</table:table>`;
}

function page(text: string, index: number): string {
  return `<draw:page draw:name="page${index + 1}"><draw:frame><draw:text-box><text:p>${xmlText(text)}</text:p></draw:text-box></draw:frame></draw:page>`;
}

const LINES = Array.from({ length: 1500 }, (_, i) => `Line ${i} of a long letter.`);
const ROWS = Array.from({ length: 800 }, (_, i) => [`Row ${i}`, String(i * i)]);

export const OPEN_DOCUMENT_FILES: readonly CorpusFile[] = [
  accepted('letter.odt', 'ODT of two paragraphs', () =>
    makeZip(openDocument('text', paragraphs(['Dear reader,', 'this is all.']))),
  ),
  accepted('long.odt', 'ODT of 1,500 paragraphs', () =>
    makeZip(openDocument('text', paragraphs(LINES))),
  ),
  accepted('welsh.odt', 'ODT in Welsh', () =>
    makeZip(openDocument('text', paragraphs(['Mae croeso i bawb ddefnyddio’r llyfrgell hon.']))),
  ),
  accepted('sheet.ods', 'ODS of one sheet', () =>
    makeZip(openDocument('spreadsheet', table('Grants', [['Year', 'Sum']]))),
  ),
  accepted('sheets.ods', 'ODS of two sheets and 800 rows', () =>
    makeZip(openDocument('spreadsheet', table('A', ROWS) + table('B', [['x']]))),
  ),
  accepted('page.odp', 'ODP of one page', () =>
    makeZip(openDocument('presentation', page('Welcome', 0))),
  ),
  accepted('pages.odp', 'ODP of 25 pages', () =>
    makeZip(
      openDocument(
        'presentation',
        Array.from({ length: 25 }, (_, i) => page(`Page ${i}`, i)).join(''),
      ),
    ),
  ),
];
