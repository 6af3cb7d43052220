import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { HOSTILE } from '../../scripts/corpus';
import { workbook } from '../../scripts/corpus/office-parts';
import { openDocument, paragraphs } from '../../scripts/corpus/open-document-files';
import { pdfOfPages } from '../../scripts/corpus/pdf-files';
import { makeZip } from '../../scripts/corpus/zip';
import { READING_LIMITS } from '../../src/plugins/review/server/src/reading/limits';
import { readDocument } from '../../src/plugins/review/server/src/reading/read-document';
import { MIME, readBytes } from './reading-fixtures';

/** A PDF put together by hand, without the table that tells where its objects are: readers find them. */
function rawPdf(...objects: string[]): string {
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');
  return `%PDF-1.4\n${body}trailer\n<</Root 1 0 R>>\n%%EOF\n`;
}

const ONE_PAGE = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>'] as const;

/** One page that is painted over three hundred thousand times. */
function slowPdf(): string {
  const content = '0 0 400 400 re f '.repeat(300_000);
  return rawPdf(
    ...ONE_PAGE,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
  );
}

/** One page that draws itself over and over: three levels of forms, each calling the next a thousand times. */
function endlessPdf(): string {
  const form = (name: string, next: string, content: string) =>
    `<</Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<<${name} ${next} 0 R>>>>/Length ${content.length}>>\nstream\n${content}\nendstream`;
  const calls = '/F Do '.repeat(1000);
  const last = '0 0 400 400 re f '.repeat(200);
  return rawPdf(
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>`,
    `<</Length ${calls.length}>>\nstream\n${calls}\nendstream`,
    form('/F', '6', calls),
    form('/F', '7', calls),
    `<</Type/XObject/Subtype/Form/BBox[0 0 500 500]/Length ${last.length}>>\nstream\n${last}\nendstream`,
  );
}

describe('a file that is to exhaust its reader', () => {
  it('by its ratio is given up, and what it held before is kept', async () => {
    const bomb = `<x>${' '.repeat(50 * 1024 ** 2)}</x>`;
    const body = `${paragraphs(['Before.'])}<text:p>${bomb}</text:p>`;
    const read = await readBytes(makeZip(openDocument('text', body)), '.odt', {
      unpackedBytes: 20 * 1024 ** 2,
    });
    expect(read.codes).toContain('expandsTooFar');
    expect(read.text.trim()).toBe('Before.');
  });

  it('by entities is not let to declare one', async () => {
    const lines = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
    ).join('');
    const parts = openDocument('text', paragraphs(['x'])).map((part) =>
      part.name === 'content.xml'
        ? { ...part, bytes: `<!DOCTYPE l [<!ENTITY l0 "ha">${lines}]><l>&l9;</l>` }
        : part,
    );
    const read = await readBytes(makeZip(parts), '.odt');
    expect(read.codes).toContain('declaresEntities');
    expect(read.milliseconds).toBeLessThan(10_000);
  });

  it('by a cell that is repeated is read no further than the limit', async () => {
    const long = 'word '.repeat(6000);
    const rows = Array.from({ length: 400 }, () => ['x']);
    const sheet = workbook({ One: rows }).map((part) =>
      part.name.includes('sheet1')
        ? {
            ...part,
            bytes: `<worksheet><sheetData><row>${`<c t="inlineStr"><is><t>${long}</t></is></c>`.repeat(400)}</row></sheetData></worksheet>`,
          }
        : part,
    );
    const read = await readBytes(makeZip(sheet), '.xlsx', { characters: 100_000 });
    expect(read.codes).toEqual(['muchText']);
    expect(read.text).toHaveLength(100_000);
  });

  it('by elements in elements is damaged, not a crash', async () => {
    const deep = '<text:p>'.repeat(200_000);
    const read = await readBytes(makeZip(openDocument('text', deep)), '.odt');
    expect(read.codes).toContain('damaged');
    expect(read.state).toBe('done');
  });

  it('by drawing without end is stopped in time, and its text is kept', async () => {
    const read = await readBytes(slowPdf(), '.pdf', { cpuSeconds: 2 });
    expect(read.codes).toContain('tookTooLong');
    expect(read).toMatchObject({ state: 'done', pages: 1, thumbnail: null });
  }, 180_000);

  it('by memory is stopped, and what is known of it is kept', async () => {
    const read = await readBytes(endlessPdf(), '.pdf', { memoryMegabytes: 300 });
    expect(read.codes).toContain('tookTooMuchMemory');
    expect(read).toMatchObject({ state: 'done', pages: 1, thumbnail: null });
  }, 180_000);

  it('by the clock is stopped, whatever it does', async () => {
    const read = await readBytes(slowPdf(), '.pdf', { wallSeconds: 2 });
    expect(read.codes).toContain('tookTooLong');
    expect(read.milliseconds).toBeLessThan(20_000);
  }, 60_000);

  it('by 10,000 pages is read as far as the limit and counted whole', async () => {
    const pages = Array.from({ length: 10_000 }, (_, i) => `Page ${i + 1}`);
    const read = await readBytes(await pdfOfPages(pages), '.pdf');
    expect(read.pages).toBe(10_000);
    expect(read.parts).toHaveLength(READING_LIMITS.pages);
    expect(read.findings).toContainEqual({ code: 'manyPages', count: 10_000 });
    expect(read.thumbnail).not.toBeNull();
  }, 120_000);

  it('by a page of a million characters is cut', async () => {
    const content = `BT /F 8 Tf 10 10 Td (${'word '.repeat(60_000)}) Tj ET`;
    const pdf = rawPdf(
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>',
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    );
    const read = await readBytes(pdf, '.pdf', { charactersOfPage: 20_000 });
    expect(read.text.length).toBeLessThanOrEqual(20_000);
    expect(read.codes).toContain('muchText');
  });

  it.each([
    ['a roll of paper', '[0 0 10 900000]'],
    ['a dot', '[0 0 0.001 0.001]'],
    ['nothing', '[0 0 0 0]'],
    ['more than there is', '[0 0 1e30 1e30]'],
  ])('by a page as large as %s gets a picture of bounded size or none', async (_what, box) => {
    const pdf = rawPdf(
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox${box}>>`,
    );
    const read = await readBytes(pdf, '.pdf');
    expect(read).toMatchObject({ state: 'done', pages: 1 });
    expect(read.codes.filter((code) => code.startsWith('took'))).toEqual([]);
  });

  it('by pages that contain each other is read to an end', async () => {
    const pdf = rawPdf(
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>',
    );
    const read = await readBytes(pdf, '.pdf');
    expect(read.codes.filter((code) => code.startsWith('took'))).toEqual([]);
  });
});

describe('every hostile file of the corpus', () => {
  it.each(HOSTILE.map((file) => [file.name, file] as const))(
    '%s costs a bounded amount and ends',
    async (name, file) => {
      // The gate refuses them. Should one get by, it must do no harm here.
      const extension = path.extname(name);
      const read = await readBytes(await file.make(), MIME[extension] ? extension : '.pdf', {
        cpuSeconds: 20,
      });
      expect(read.milliseconds).toBeLessThan(30_000);
      expect(['done', 'failed']).toContain(read.state);
      if (read.state === 'failed') expect(read.codes).not.toEqual([]);
    },
    60_000,
  );
});

describe('a reader that has been taken over', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'reading-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** In place of the reader. */
  async function readWith(program: string) {
    const file = path.join(folder, 'program.js');
    writeFileSync(file, program);
    const limits = { ...READING_LIMITS, wallSeconds: 5, characters: 1000 };
    return readDocument({ path: file, mime: 'text/plain' }, { program: file, limits });
  }

  it.each([
    ['says nothing', ''],
    ['says what is no JSON', 'console.log("hello")'],
    ['says what is no line of a reader', 'console.log(JSON.stringify({is:"part",page:-1,text:1}))'],
    ['sends a NUL', 'console.log(JSON.stringify({is:"part",page:1,words:1,text:"a\\0b"}))'],
    ['never ends its line', 'for(;;) require("fs").writeSync(1, "x".repeat(65536))'],
    [
      'says more than it may',
      'const l=JSON.stringify({is:"part",page:1,words:1,text:"x".repeat(60000)})+"\\n";for(;;) require("fs").writeSync(1,l)',
    ],
    ['never ends', 'setInterval(()=>{}, 1000)'],
    ['fails', 'throw new Error("x")'],
  ])(
    'and %s is ended, as a finding',
    async (_what, program) => {
      const before = process.memoryUsage().rss;
      const reading = await readWith(program);
      expect(reading.findings).toHaveLength(1);
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
    },
    30_000,
  );

  it.each([
    ['says so where somebody else ended it', 'process.kill(process.pid, "SIGTERM")', true],
    [
      'says so where that was in the middle of a line',
      'process.stdout.write("{", () => process.kill(process.pid, "SIGKILL"))',
      true,
    ],
    [
      'says nothing of that where it took too much',
      'process.stderr.write("tookTooLong\\n", () => process.kill(process.pid, "SIGKILL"))',
      false,
    ],
    ['says nothing of that where it never ends', 'setInterval(()=>{}, 1000)', false],
    ['says nothing of that where it crashes', 'process.abort()', false],
  ])(
    'and %s',
    async (_what, program, wasKilled) => {
      expect(await readWith(program)).toMatchObject({ wasKilled, findings: [{}] });
    },
    30_000,
  );

  it('finds no secret in its environment', async () => {
    const told = path.join(folder, 'environment.json');
    await readWith(
      `require('fs').writeFileSync(${JSON.stringify(told)}, JSON.stringify(Object.keys(process.env)))`,
    );
    expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual(['UV_THREADPOOL_SIZE']);
  });
});
