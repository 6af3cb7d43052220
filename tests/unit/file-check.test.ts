import { createHash, randomBytes } from 'node:crypto';

import { ReviewError } from '../../src/plugins/review/server/src/errors';
import { checkFile, checkLibraryFile } from '../../src/plugins/review/server/src/file/check-file';
import {
  createScratch,
  makeDocx,
  makePdf,
  makeZip,
  officeParts,
  openDocumentParts,
} from './file-fixtures';

const LIMITS = { maxFileSize: 20_000_000 };
const ODT = 'application/vnd.oasis.opendocument.text';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let scratch: Awaited<ReturnType<typeof createScratch>>;
beforeAll(async () => {
  scratch = await createScratch();
});
afterAll(() => scratch.remove());

async function check(
  name: string,
  bytes: Buffer | string,
): Promise<Awaited<ReturnType<typeof checkFile>>> {
  return checkFile(await scratch.write(name, bytes), LIMITS);
}

async function refusalOf(name: string, bytes: Buffer | string): Promise<ReviewError> {
  const error: unknown = await check(name, bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ReviewError))
    throw new Error(`"${name}" was not refused: ${String(error)}`);
  return error;
}

describe('an accepted document', () => {
  it('is a PDF, described by its bytes', async () => {
    const pdf = await makePdf();
    expect(await check('report.pdf', pdf)).toEqual({
      name: 'report.pdf',
      mime: 'application/pdf',
      ext: '.pdf',
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
    });
  });

  it('is a DOCX as a word processor writes it', async () => {
    expect(await check('report.docx', await makeDocx())).toMatchObject({ ext: '.docx' });
  });

  it.each([
    ['word', '.docx'],
    ['xl', '.xlsx'],
    ['ppt', '.pptx'],
  ] as const)('is an Office file: %s is %s whatever its name says', async (kind, ext) => {
    expect(await check('anything.zip', makeZip(officeParts(kind)))).toMatchObject({
      ext,
      name: `anything${ext}`,
    });
  });

  it.each([
    [ODT, '.odt'],
    ['application/vnd.oasis.opendocument.spreadsheet', '.ods'],
    ['application/vnd.oasis.opendocument.presentation', '.odp'],
  ])('is an OpenDocument: %s', async (mime, ext) => {
    expect(await check('x', makeZip(openDocumentParts(mime)))).toMatchObject({ mime, ext });
  });

  it('is RTF', async () => {
    expect(await check('a.rtf', '{\\rtf1\\ansi Hello}\n')).toMatchObject({
      mime: 'application/rtf',
    });
  });

  it.each([
    ['notes.txt', 'Grüße\n', 'text/plain', 'notes.txt'],
    ['table.csv', 'a;b\n1;2\n', 'text/csv', 'table.csv'],
    ['notes.md', '# A title\n', 'text/plain', 'notes.txt'],
    ['page.html', 'Just words.', 'text/plain', 'page.txt'],
    ['marked.txt', '\uFEFFWith a byte order mark', 'text/plain', 'marked.txt'],
    ['how-to.txt', 'Write <script> in the page, then </html>.', 'text/plain', 'how-to.txt'],
    ['cars.txt', 'BMW and MZ are magic numbers of other types.', 'text/plain', 'cars.txt'],
    ['maths.txt', '<b and >a are comparisons? No: "<5" is.', 'text/plain', null],
  ])('is UTF-8 text: %s', async (name, text, mime, expected) => {
    if (expected === null)
      return expect((await refusalOf(name, text)).code).toBe('unsupportedFileType');
    return expect(await check(name, text)).toMatchObject({ mime, name: expected });
  });

  it('gets the extension of its content', async () => {
    expect((await check('report.pdf.exe', await makePdf())).name).toBe('report.pdf');
  });

  it('may have a character cut in half by a chunk', async () => {
    const text = 'x'.repeat(64 * 1024 - 1) + 'é'.repeat(10);
    expect(await check('long.txt', text)).toMatchObject({ mime: 'text/plain' });
  });
});

describe('a refused file', () => {
  const PAGE = '<!DOCTYPE html><html><script>alert(1)</script></html>';

  it.each<[string, string, string | Buffer, string, RegExp]>([
    ['empty', 'a.pdf', '', 'invalidFile', /empty/],
    ['a web page called PDF', 'a.pdf', PAGE, 'unsupportedFileType', /web page/],
    ['a web page after blanks', 'a.txt', ` \n\t\uFEFF${PAGE}`, 'unsupportedFileType', /web page/],
    ['an SVG called text', 'a.txt', '<svg onload="alert(1)">', 'unsupportedFileType', /web page/],
    ['an XML called CSV', 'a.csv', '<?xml version="1.0"?><a/>', 'unsupportedFileType', /XML/],
    ['PostScript', 'a.txt', '%!PS-Adobe-3.0\nquit', 'unsupportedFileType', /PostScript/],
    ['text with a NUL', 'a.txt', 'abc\0def', 'unsupportedFileType', /not known/],
    ['text with an escape sequence', 'a.txt', 'abc\x1B[2J', 'unsupportedFileType', /not known/],
    [
      'a control far from the beginning',
      'a.txt',
      `${'x'.repeat(200_000)}\x01`,
      'unsupportedFileType',
      /not known/,
    ],
    ['Latin-1 text', 'a.txt', Buffer.from('Grüße', 'latin1'), 'invalidFile', /UTF-8/],
    [
      'Latin-1 far from the beginning',
      'a.txt',
      Buffer.from(`${'x'.repeat(200_000)}é`, 'latin1'),
      'invalidFile',
      /UTF-8/,
    ],
    [
      'text that ends within a character',
      'a.txt',
      Buffer.from('é').subarray(0, 1),
      'invalidFile',
      /UTF-8/,
    ],
    ['UTF-16 text', 'a.txt', Buffer.from('\uFEFFabc', 'utf16le'), 'invalidFile', /UTF-8/],
    [
      'an old or encrypted office file',
      'a.docx',
      Buffer.from('D0CF11E0A1B11AE100', 'hex'),
      'unsupportedFileType',
      /password/,
    ],
    ['an image', 'a.pdf', PNG, 'unsupportedFileType', /PNG/],
    ['a program', 'a.pdf', Buffer.from(`MZ${'\0'.repeat(200)}`), 'unsupportedFileType', /EXE/],
    ['a cut-off RTF', 'a.rtf', '{\\rtf1 Hello', 'invalidFile', /missing/],
  ])('is %s', async (_what, name, bytes, code, message) => {
    const error = await refusalOf(name, bytes);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('is larger than the limit, by its bytes or by its word', async () => {
    const file = await scratch.write('a.txt', 'x'.repeat(100));
    await expect(checkFile(file, { maxFileSize: 99 })).rejects.toMatchObject({
      code: 'fileTooLarge',
    });
    await expect(checkFile({ ...file, size: 1 }, { maxFileSize: 99 })).rejects.toMatchObject({
      code: 'fileTooLarge',
    });
    const short = await scratch.write('a.txt', 'x');
    await expect(checkFile({ ...short, size: 100 }, { maxFileSize: 99 })).rejects.toMatchObject({
      code: 'fileTooLarge',
    });
    await expect(checkFile({ ...file, size: 1 }, { maxFileSize: 100 })).resolves.toMatchObject({
      size: 100,
    });
  });
});

describe('a refused PDF', () => {
  it('is cut off', async () => {
    const pdf = await makePdf();
    expect((await refusalOf('a.pdf', pdf.subarray(0, pdf.length - 40))).message).toMatch(/cut off/);
  });

  it.each([
    ['to open it', { userPassword: 'secret' }],
    ['to change it', { ownerPassword: 'secret' }],
    ['in the newest way', { userPassword: 'secret', pdfVersion: '1.7' as const }],
  ])('has a password %s', async (_what, options) => {
    expect((await refusalOf('a.pdf', await makePdf(options))).message).toMatch(/protected/);
  });

  it('has its protection in a trailer that is hard to find', async () => {
    const pdf = '%PDF-1.4\ntrailer\n<</Size 9/Encrypt 8 0 R>>\nstartxref\n99999\n%%EOF\n';
    expect((await refusalOf('a.pdf', pdf)).message).toMatch(/protected/);
  });

  it('has its protection in a cross-reference stream', async () => {
    const body = '%PDF-1.5\n';
    const pdf = `${body}7 0 obj\n<</Type/XRef/Encrypt 8 0 R/Size 9>>\nstream\nxx\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
    expect((await refusalOf('a.pdf', pdf)).message).toMatch(/protected/);
  });

  it('begins as a picture', async () => {
    const pdf = Buffer.concat([
      Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00', 'latin1'),
      await makePdf(),
    ]);
    expect((await refusalOf('a.pdf', pdf)).code).toBe('unsupportedFileType');
  });

  it('begins with something else', async () => {
    const pdf = Buffer.concat([Buffer.from('\0\0junk'), await makePdf()]);
    expect((await refusalOf('a.pdf', pdf)).message).toMatch(/before the beginning/);
  });

  it('is an archive at the same time', async () => {
    const both = Buffer.concat([
      await makePdf(),
      makeZip([{ name: 'x.js', bytes: 'alert(1)' }]),
      Buffer.from(''),
    ]);
    expect((await refusalOf('a.pdf', both)).message).toMatch(/ZIP/);
  });
});

describe('a refused archive', () => {
  const bomb = Buffer.alloc(90 * 1024 ** 2);

  it.each<[string, Buffer, string, RegExp]>([
    [
      'an archive and no document',
      makeZip([{ name: 'a.pdf', bytes: 'x' }]),
      'unsupportedFileType',
      /archive/,
    ],
    [
      'parts without their types',
      makeZip([{ name: 'word/document.xml', bytes: 'x' }]),
      'unsupportedFileType',
      /archive/,
    ],
    [
      'types without their part',
      makeZip(officeParts('word').slice(0, 1)),
      'unsupportedFileType',
      /archive/,
    ],
    [
      'a macro document renamed',
      makeZip([...officeParts('word'), { name: 'word/vbaProject.bin' }]),
      'invalidFile',
      /macros/,
    ],
    [
      'of a macro type',
      makeZip([
        {
          name: '[Content_Types].xml',
          bytes: '"application/vnd.ms-word.document.macroEnabled.main+xml"',
        },
      ]),
      'invalidFile',
      /macros/,
    ],
    [
      'an OpenDocument with macros',
      makeZip([...openDocumentParts(ODT), { name: 'Basic/Standard/Module1.xml' }]),
      'invalidFile',
      /macros/,
    ],
    [
      'an encrypted part',
      makeZip([...officeParts('word'), { name: 'x', flags: 1, bytes: 'x' }]),
      'invalidFile',
      /password/,
    ],
    [
      'an encrypted OpenDocument',
      makeZip(openDocumentParts(ODT, '<manifest:encryption-data/>')),
      'invalidFile',
      /password/,
    ],
    [
      'a name that climbs',
      makeZip([...officeParts('word'), { name: '../../etc/passwd' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'an absolute name',
      makeZip([...officeParts('word'), { name: '/etc/passwd' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'a backslash in a name',
      makeZip([...officeParts('word'), { name: 'word\\x.xml' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'two parts of one name',
      makeZip([...officeParts('word'), { name: 'word/document.xml', bytes: 'another' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'too many parts',
      makeZip([
        ...officeParts('word'),
        ...Array.from({ length: 10_000 }, (_, i) => ({ name: `p${i}` })),
      ]),
      'invalidFile',
      /10000 parts/,
    ],
    [
      'a bomb by ratio',
      makeZip([...officeParts('xl'), { name: 'xl/a.xml', bytes: bomb }]),
      'invalidFile',
      /grow/,
    ],
    [
      'a bomb by total',
      makeZip([
        ...officeParts('xl'),
        { name: 'xl/a', bytes: randomBytes(12_000_000), claimedSize: 1.1 * 1024 ** 3 },
      ]),
      'invalidFile',
      /grow/,
    ],
    [
      'a bomb by overlapping parts',
      makeZip([
        ...officeParts('xl'),
        ...Array.from({ length: 9 }, (_, i) => ({
          name: `xl/${i}`,
          bytes: randomBytes(9000),
          overlaps: i > 0,
        })),
      ]),
      'invalidFile',
      /grow/,
    ],
    [
      'an archive behind something else',
      makeZip([{ name: 'x', unlisted: true }, ...officeParts('word')]),
      'invalidFile',
      /damaged/,
    ],
    [
      'a listing that unpacks to more than it says',
      makeZip([{ ...officeParts('xl')[0]!, claimedSize: 3 }, officeParts('xl')[1]!]),
      'invalidFile',
      /damaged/,
    ],
    ['cut off', makeZip(officeParts('word')).subarray(0, -30), 'invalidFile', /damaged/],
  ])('is %s', async (_what, bytes, code, message) => {
    const error = await refusalOf('a.docx', bytes);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('has something before its beginning', async () => {
    const bytes = Buffer.concat([
      makeZip([{ name: 'x' }]).subarray(0, 31),
      makeZip(officeParts('word')),
    ]);
    expect((await refusalOf('a.docx', bytes)).code).toBe('invalidFile');
  });
});

describe('the media library', () => {
  it('takes raster images by content', async () => {
    const checked = await checkLibraryFile(await scratch.write('logo.svg', PNG), LIMITS);
    expect(checked).toMatchObject({ name: 'logo.png', mime: 'image/png' });
  });

  it('takes what submitters may send', async () => {
    const checked = await checkLibraryFile(await scratch.write('a.pdf', await makePdf()), LIMITS);
    expect(checked.mime).toBe('application/pdf');
  });

  it.each([
    ['an SVG', 'logo.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a web page', 'a.png', '<html></html>'],
    ['an archive', 'a.zip', makeZip([{ name: 'x' }])],
    ['a TIFF', 'a.png', Buffer.from('49492A00080000000000', 'hex')],
  ])('refuses %s', async (_what, name, bytes) => {
    const file = await scratch.write(name, bytes);
    await expect(checkLibraryFile(file, LIMITS)).rejects.toMatchObject({
      code: 'unsupportedFileType',
    });
  });
});
