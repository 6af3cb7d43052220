import { join } from 'node:path';

import { makeFile, readLibraryText } from '../demo/make-file';
import { drawPdf } from '../draw-pdf';
import { accepted, type CorpusFile } from './corpus-file';

const LIBRARY = join(process.cwd(), 'scripts', 'demo', 'library');

/** A page for each text. */
export function pdfOfPages(texts: readonly string[]): Promise<Buffer> {
  return drawPdf({ size: 'A4' }, (pdf) => {
    texts.forEach((text, index) => (index === 0 ? pdf : pdf.addPage()).text(text));
  });
}

const SENTENCE = 'Partnerships last where both sides know what the other needs from them. ';

function manyPages(): Promise<Buffer> {
  const pages = Array.from({ length: 120 }, (_, i) => `Page ${i + 1}. ${SENTENCE.repeat(20)}`);
  return pdfOfPages(pages);
}

function drawing(): Promise<Buffer> {
  return drawPdf({ size: 'A3' }, (pdf) => {
    for (let i = 0; i < 200; i += 1) {
      pdf.fillColor(`#${(i * 65793).toString(16).padStart(6, '0')}`);
      pdf.rect((i % 20) * 40, Math.floor(i / 20) * 40, 36, 36).fill();
    }
  });
}

const STREAM_OBJECTS = [
  '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
  '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
  '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n',
  '4 0 obj\n<</Length 45>>\nstream\nBT /F 18 Tf 20 100 Td (Kept in a stream.) Tj ET\nendstream\nendobj\n',
  '5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n',
];

/** Its table of objects is a stream, as most programs write it since 2003 (PDF 1.5, 7.5.8). */
export function pdfWithReferenceStream(): Buffer {
  let body = '%PDF-1.5\n%\xE2\xE3\xCF\xD3\n';
  const offsets = STREAM_OBJECTS.map((object) => {
    const at = body.length;
    body += object;
    return at;
  });
  const table = Buffer.alloc(7 * 5);
  [...offsets, body.length].forEach((offset, index) => {
    table.writeUInt8(1, (index + 1) * 5);
    table.writeUInt16BE(offset, (index + 1) * 5 + 2);
  });
  const head = `6 0 obj\n<</Type/XRef/Size 7/W[1 3 1]/Root 1 0 R/Length ${table.length}>>\nstream\n`;
  return Buffer.concat([
    Buffer.from(body + head, 'latin1'),
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`),
  ]);
}

/** As a program leaves it that only appends what changed: two ends, the second is in force. */
async function updated(): Promise<Buffer> {
  const before = await pdfOfPages(['What was there first.']);
  const text = before.toString('latin1');
  const previous = /startxref\s+(\d+)/u.exec(text)?.[1] ?? '0';
  const trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/u.exec(text)?.[1] ?? '';
  const added = '900 0 obj\n(A note that was added later)\nendobj\n';
  const table = `xref\n900 1\n${String(before.length).padStart(10, '0')} 00000 n \n`;
  const end = `trailer\n<<${trailer.replace(/\/Size \d+/u, '/Size 901')}/Prev ${previous}>>\n`;
  const startsAt = before.length + added.length;
  return Buffer.concat([
    before,
    Buffer.from(`${added}${table}${end}startxref\n${startsAt}\n%%EOF\n`),
  ]);
}

async function padded(): Promise<Buffer> {
  return Buffer.concat([await pdfOfPages(['Sent by mail.']), Buffer.alloc(700)]);
}

async function ofLibrary(path: string): Promise<Buffer> {
  const text = readLibraryText(join(LIBRARY, path));
  return (await makeFile({ ...text, format: 'pdf' })).bytes;
}

const INFO = { Title: 'Annual report', Author: 'A. Editor', Subject: 'What was done' };

export const PDF_FILES: readonly CorpusFile[] = [
  accepted('one-page.pdf', 'PDF of one page', () => pdfOfPages([SENTENCE])),
  accepted('120-pages.pdf', 'PDF of 120 pages', manyPages),
  accepted('described.pdf', 'PDF with title and author', () =>
    drawPdf({ info: INFO, displayTitle: true, lang: 'en' }, (pdf) => pdf.text(SENTENCE)),
  ),
  accepted('tagged.pdf', 'tagged PDF with contents and tables', () =>
    ofLibrary('how-to-use-this-library.md'),
  ),
  accepted('old.pdf', 'PDF 1.3', () => drawPdf({ pdfVersion: '1.3' }, (pdf) => pdf.text(SENTENCE))),
  accepted('new.pdf', 'PDF 1.7', () => drawPdf({ pdfVersion: '1.7' }, (pdf) => pdf.text(SENTENCE))),
  accepted('drawing.pdf', 'PDF without text', drawing),
  accepted('reference-stream.pdf', 'PDF whose table is a stream', pdfWithReferenceStream),
  accepted('updated.pdf', 'PDF with an appended change', updated),
  accepted('padded.pdf', 'PDF with zeros after its end', padded),
  accepted('accents.pdf', 'PDF of accented text', () =>
    pdfOfPages(['Fàilte. Croeso. Müßig, naïve, œuvre.']),
  ),
];
