import { createHash } from 'node:crypto';

import { checkFile, checkLibraryFile } from '../../src/plugins/review/server/src/file/check-file';
import {
  check,
  createScratch,
  LIMITS,
  makeDocx,
  makePdf,
  makeZip,
  officeParts,
  openDocumentParts,
  refusalOf,
  type Scratch,
} from './file-fixtures';

const ODT = 'application/vnd.oasis.opendocument.text';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let scratch: Scratch;
beforeAll(async () => {
  scratch = await createScratch();
});
afterAll(() => scratch.remove());

describe('an accepted document', () => {
  it('is a PDF, described by its bytes', async () => {
    const pdf = await makePdf();
    expect(await check(scratch, 'report.pdf', pdf)).toEqual({
      name: 'report.pdf',
      mime: 'application/pdf',
      ext: '.pdf',
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
    });
  });

  it('is a DOCX as a word processor writes it', async () => {
    expect(await check(scratch, 'report.docx', await makeDocx())).toMatchObject({ ext: '.docx' });
  });

  it.each([
    ['word', '.docx'],
    ['xl', '.xlsx'],
    ['ppt', '.pptx'],
  ] as const)('is an Office file: %s is %s whatever its name says', async (kind, ext) => {
    expect(await check(scratch, 'anything.zip', makeZip(officeParts(kind)))).toMatchObject({
      ext,
      name: `anything${ext}`,
    });
  });

  it.each([
    [ODT, '.odt'],
    ['application/vnd.oasis.opendocument.spreadsheet', '.ods'],
    ['application/vnd.oasis.opendocument.presentation', '.odp'],
  ])('is an OpenDocument: %s', async (mime, ext) => {
    expect(await check(scratch, 'x', makeZip(openDocumentParts(mime)))).toMatchObject({
      mime,
      ext,
    });
  });

  it('is RTF', async () => {
    expect(await check(scratch, 'a.rtf', '{\\rtf1\\ansi Hello}\n')).toMatchObject({
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
  ])('is UTF-8 text: %s', async (name, text, mime, expected) => {
    expect(await check(scratch, name, text)).toMatchObject({ mime, name: expected });
  });

  it('gets the extension of its content', async () => {
    expect((await check(scratch, 'report.pdf.exe', await makePdf())).name).toBe('report.pdf');
  });

  it('may have a character cut in half by a chunk', async () => {
    const text = 'x'.repeat(64 * 1024 - 1) + 'é'.repeat(10);
    expect(await check(scratch, 'long.txt', text)).toMatchObject({ mime: 'text/plain' });
  });
});

describe('a refused file', () => {
  const PAGE = '<!DOCTYPE html><html><script>alert(1)</script></html>';

  it.each<[string, string, string | Buffer, string, RegExp]>([
    ['empty', 'a.pdf', '', 'invalidFile', /empty/],
    [
      'words that begin as a tag does',
      'a.txt',
      '<b and >a compare.',
      'unsupportedFileType',
      /web page/,
    ],
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
      'an old office file',
      'a.docx',
      Buffer.from('D0CF11E0A1B11AE100', 'hex'),
      'unsupportedFileType',
      /old binary/,
    ],
    ['an image', 'a.pdf', PNG, 'unsupportedFileType', /PNG/],
    ['a program', 'a.pdf', Buffer.from(`MZ${'\0'.repeat(200)}`), 'unsupportedFileType', /EXE/],
    ['a cut-off RTF', 'a.rtf', '{\\rtf1 Hello', 'invalidFile', /missing/],
  ])('is %s', async (_what, name, bytes, code, message) => {
    const error = await refusalOf(scratch, name, bytes);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('is larger than the limit, by its bytes or by its word', async () => {
    const file = await scratch.write('a.txt', 'x'.repeat(100));
    await expect(checkFile(file, { ...LIMITS, maxFileSize: 99 })).rejects.toMatchObject({
      code: 'fileTooLarge',
    });
    await expect(
      checkFile({ ...file, size: 1 }, { ...LIMITS, maxFileSize: 99 }),
    ).rejects.toMatchObject({
      code: 'fileTooLarge',
    });
    const short = await scratch.write('a.txt', 'x');
    await expect(
      checkFile({ ...short, size: 100 }, { ...LIMITS, maxFileSize: 99 }),
    ).rejects.toMatchObject({
      code: 'fileTooLarge',
    });
    await expect(
      checkFile({ ...file, size: 1 }, { ...LIMITS, maxFileSize: 100 }),
    ).resolves.toMatchObject({
      size: 100,
    });
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

  const TWO_FRAMES = 'GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;';
  const GIF = Buffer.from(TWO_FRAMES, 'latin1');

  it.each([
    ['a whole GIF', GIF, '.gif'],
    [
      'a PNG with notes of a camera behind it',
      Buffer.concat([PNG, Buffer.from('MODEL X')]),
      '.png',
    ],
  ])('takes %s', async (_what, bytes, ext) => {
    const file = await scratch.write('a', bytes);
    await expect(checkLibraryFile(file, LIMITS)).resolves.toMatchObject({ ext });
  });

  it.each([
    ['a PNG that is cut off', PNG.subarray(0, -6), /missing/],
    ['a GIF that is cut off', GIF.subarray(0, -1), /missing/],
    ['a WebP that is cut off', Buffer.from('RIFF\xFF\0\0\0WEBPVP8 ', 'latin1'), /missing/],
    ['a picture and archive', Buffer.concat([PNG, makeZip([{ name: 'a.js' }])]), /archive/],
    ['a picture and PDF', Buffer.concat([GIF, Buffer.from('%PDF-1.4')]), /PDF/],
  ])('refuses %s', async (_what, bytes, says) => {
    const file = await scratch.write('a.png', bytes);
    await expect(checkLibraryFile(file, LIMITS)).rejects.toMatchObject({
      code: 'invalidFile',
      message: expect.stringMatching(says) as string,
    });
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
