import type { FindingCode } from '../../src/plugins/review/shared/reading';
import { createChance } from '../bench/catalogue/texts';
import { workbook } from './office-parts';
import { openDocument, paragraphs } from './open-document-files';
import { pdfOfPages } from './pdf-files';
import { makeZip } from './zip';

/** A file that is to exhaust or to crash whoever reads it, whatever the gate says of it. */
export interface ReaderFile {
  name: string;
  /** In a few words. */
  what: string;
  make: () => Buffer | Promise<Buffer>;
  /** One of these must be found; nothing in particular where there are none. */
  finds: readonly FindingCode[];
}

/** A PDF of these objects, sound as far as the gate looks. The first is its catalog. */
function rawPdf(...objects: string[]): string {
  let body = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  return `${body}${table}trailer\n<</Root 1 0 R/Size ${size}>>\nstartxref\n${body.length}\n%%EOF\n`;
}

const ONE_PAGE = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>'] as const;

function stream(content: string, entries = ''): string {
  return `<<${entries}/Length ${content.length}>>\nstream\n${content}\nendstream`;
}

/** One page whose colours are blended with what is below them a hundred thousand times: minutes of work, and little memory. */
export function slowPdf(): string {
  return rawPdf(
    ...ONE_PAGE,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</ExtGState<</G 5 0 R>>>>/Contents 4 0 R>>',
    stream(`/G gs ${'0 0 400 400 re f '.repeat(100_000)}`),
    '<</Type/ExtGState/BM/Luminosity/ca 0.5>>',
  );
}

/** One page that draws itself over and over: three levels of forms, each calling the next a thousand times. */
export function endlessPdf(): string {
  const form = (next: string, content: string) =>
    stream(
      content,
      `/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</F ${next} 0 R>>>>`,
    );
  const calls = '/F Do '.repeat(1000);
  return rawPdf(
    ...ONE_PAGE,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>',
    stream(calls),
    form('6', calls),
    form('7', calls),
    stream('0 0 400 400 re f '.repeat(200), '/Type/XObject/Subtype/Form/BBox[0 0 500 500]'),
  );
}

/** PDFium reads no more than 32,767 characters of one string. */
const WORDS_OF_LINE = 6000;

/** One page with so many words. */
export function wordyPdf(words: number): string {
  const line = `(${'word '.repeat(WORDS_OF_LINE)}) Tj 0 10 Td `;
  return rawPdf(
    ...ONE_PAGE,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>',
    stream(`BT /F 8 Tf 10 10 Td ${line.repeat(words / WORDS_OF_LINE)} ET`),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  );
}

/** One empty page as large as this. */
export function boxedPdf(box: string): string {
  return rawPdf(...ONE_PAGE, `<</Type/Page/Parent 2 0 R/MediaBox${box}>>`);
}

/** Pages that contain each other. */
export function circularPdf(): string {
  return rawPdf(ONE_PAGE[0], '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>');
}

export function manyPagesPdf(): Promise<Buffer> {
  return pdfOfPages(Array.from({ length: 10_000 }, (_, i) => `Page ${i + 1}`));
}

/** An ODT that declares ten entities, each ten times the one before. */
export function laughingOdt(): Buffer {
  const lines = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
  ).join('');
  const parts = openDocument('text', paragraphs(['x'])).map((part) =>
    part.name === 'content.xml'
      ? { ...part, bytes: `<!DOCTYPE l [<!ENTITY l0 "ha">${lines}]><l>&l9;</l>` }
      : part,
  );
  return makeZip(parts);
}

/** An ODT of a word and so many megabytes of nothing. */
export function hollowOdt(megabytes: number): Buffer {
  const bomb = `<x>${' '.repeat(megabytes * 1024 ** 2)}</x>`;
  return makeZip(openDocument('text', `${paragraphs(['Before.'])}<text:p>${bomb}</text:p>`));
}

/** An ODT of 33 million empty paragraphs. */
function emptyOdt(): Buffer {
  return makeZip(openDocument('text', '<text:p/>'.repeat(33_000_000)));
}

export function deepOdt(): Buffer {
  return makeZip(openDocument('text', '<text:p>'.repeat(200_000)));
}

/** An XLSX of four hundred cells with 30,000 characters each. */
export function repeatedXlsx(): Buffer {
  const cell = `<c t="inlineStr"><is><t>${'word '.repeat(6000)}</t></is></c>`;
  return makeZip(
    workbook({ One: [['x']] }).map((part) =>
      part.name.includes('sheet1')
        ? {
            ...part,
            bytes: `<worksheet><sheetData><row>${cell.repeat(400)}</row></sheetData></worksheet>`,
          }
        : part,
    ),
  );
}

/** A sound PDF with one byte in a hundred altered. */
async function alteredPdf(seed: number): Promise<Buffer> {
  const bytes = await pdfOfPages(Array.from({ length: 10 }, (_, i) => `Page ${i}.`));
  const chance = createChance(seed);
  for (let count = bytes.length / 100; count > 0; count -= 1) {
    bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
  }
  return bytes;
}

function reader(
  name: string,
  what: string,
  finds: readonly FindingCode[],
  make: () => Buffer | string | Promise<Buffer>,
): ReaderFile {
  return { name, what, finds, make: async () => Buffer.from(await make()) };
}

const ALTERED = Array.from({ length: 12 }, (_, i) =>
  reader(`altered-${i + 1}.pdf`, 'PDF with one byte in a hundred altered', [], () =>
    alteredPdf(i + 1),
  ),
);

export const READER_FILES: readonly ReaderFile[] = [
  reader('10000-pages.pdf', 'PDF of 10,000 pages', ['manyPages'], manyPagesPdf),
  reader('slow.pdf', 'page blended over 100,000 times', ['tookTooLong'], slowPdf),
  reader(
    'endless.pdf',
    'forms in forms, a thousand million times',
    ['tookTooMuchMemory', 'tookTooLong'],
    endlessPdf,
  ),
  reader('wordy.pdf', 'page of 1,500,000 characters', ['muchText'], () => wordyPdf(300_000)),
  reader('roll.pdf', 'page of three hundred metres', [], () => boxedPdf('[0 0 10 900000]')),
  reader('dot.pdf', 'page smaller than a dot', [], () => boxedPdf('[0 0 0.001 0.001]')),
  reader('boundless.pdf', 'page without bounds', [], () => boxedPdf('[0 0 1e30 1e30]')),
  reader('circular.pdf', 'pages that contain each other', [], circularPdf),
  reader('laughs.odt', 'billion laughs', ['declaresEntities'], laughingOdt),
  reader('empty.odt', '300 MB of empty paragraphs', ['expandsTooFar'], emptyOdt),
  reader('hollow.odt', 'paragraph of 300 MB of spaces', ['tookTooMuchMemory'], () =>
    hollowOdt(300),
  ),
  reader('deep.odt', '200,000 elements in each other', ['damaged'], deepOdt),
  reader('repeated.xlsx', '12,000,000 characters', ['muchText'], repeatedXlsx),
  ...ALTERED,
];
