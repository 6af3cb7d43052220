import { createScratch, makePdf, makeZip, refusalOf, type Scratch } from './file-fixtures';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await createScratch();
});
afterAll(() => scratch.remove());

describe('a refused PDF', () => {
  it('is cut off', async () => {
    const pdf = await makePdf();
    expect((await refusalOf(scratch, 'a.pdf', pdf.subarray(0, pdf.length - 40))).message).toMatch(
      /cut off/,
    );
  });

  it.each([
    ['to open it', { userPassword: 'secret' }],
    ['to change it', { ownerPassword: 'secret' }],
    ['in the newest way', { userPassword: 'secret', pdfVersion: '1.7' as const }],
  ])('has a password %s', async (_what, options) => {
    expect((await refusalOf(scratch, 'a.pdf', await makePdf(options))).message).toMatch(
      /protected/,
    );
  });

  it('has its protection in a trailer that is hard to find', async () => {
    const pdf = '%PDF-1.4\ntrailer\n<</Size 9/Encrypt 8 0 R>>\nstartxref\n99999\n%%EOF\n';
    expect((await refusalOf(scratch, 'a.pdf', pdf)).message).toMatch(/protected/);
  });

  it('has its protection in a cross-reference stream', async () => {
    const body = '%PDF-1.5\n';
    const pdf = `${body}7 0 obj\n<</Type/XRef/Encrypt 8 0 R/Size 9>>\nstream\nxx\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
    expect((await refusalOf(scratch, 'a.pdf', pdf)).message).toMatch(/protected/);
  });

  it('begins as a picture', async () => {
    const pdf = Buffer.concat([
      Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00', 'latin1'),
      await makePdf(),
    ]);
    expect((await refusalOf(scratch, 'a.pdf', pdf)).code).toBe('unsupportedFileType');
  });

  it('begins with something else', async () => {
    const pdf = Buffer.concat([Buffer.from('\0\0junk'), await makePdf()]);
    expect((await refusalOf(scratch, 'a.pdf', pdf)).message).toMatch(/before the beginning/);
  });

  it('is an archive at the same time', async () => {
    const both = Buffer.concat([
      await makePdf(),
      makeZip([{ name: 'x.js', bytes: 'alert(1)' }]),
      Buffer.from(''),
    ]);
    expect((await refusalOf(scratch, 'a.pdf', both)).message).toMatch(/ZIP/);
  });
});
