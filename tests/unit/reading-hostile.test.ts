import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { HOSTILE } from '../../scripts/corpus';
import {
  boxedPdf,
  circularPdf,
  deepOdt,
  endlessPdf,
  hollowOdt,
  laughingOdt,
  manyPagesPdf,
  repeatedXlsx,
  slowPdf,
  wordyPdf,
} from '../../scripts/corpus/reader-files';
import { READING_LIMITS } from '../../src/plugins/review/server/src/reading/limits';
import { readDocument } from '../../src/plugins/review/server/src/reading/read-document';
import { MIME, readBytes } from './reading-fixtures';

describe('a file that is to exhaust its reader', () => {
  it('by its ratio is given up, and what it held before is kept', async () => {
    const read = await readBytes(hollowOdt(50), '.odt', { unpackedBytes: 20 * 1024 ** 2 });
    expect(read.codes).toContain('expandsTooFar');
    expect(read.text.trim()).toBe('Before.');
  });

  it('by entities is not let to declare one', async () => {
    const read = await readBytes(laughingOdt(), '.odt');
    expect(read.codes).toContain('declaresEntities');
    expect(read.milliseconds).toBeLessThan(30_000);
  });

  it('by a cell that is repeated is read no further than the limit', async () => {
    const read = await readBytes(repeatedXlsx(), '.xlsx', { characters: 100_000 });
    expect(read.codes).toEqual(['muchText']);
    expect(read.text).toHaveLength(100_000);
  });

  it('by elements in elements is damaged, not a crash', async () => {
    const read = await readBytes(deepOdt(), '.odt');
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
    const read = await readBytes(await manyPagesPdf(), '.pdf');
    expect(read.pages).toBe(10_000);
    expect(read.parts).toHaveLength(READING_LIMITS.pages);
    expect(read.findings).toContainEqual({ code: 'manyPages', count: 10_000 });
    expect(read.thumbnail).not.toBeNull();
  }, 120_000);

  it('by a page of a million characters is cut', async () => {
    const read = await readBytes(wordyPdf(60_000), '.pdf', { charactersOfPage: 20_000 });
    expect(read.text.length).toBeLessThanOrEqual(20_000);
    expect(read.codes).toContain('muchText');
  });

  it.each([
    ['a roll of paper', '[0 0 10 900000]'],
    ['a dot', '[0 0 0.001 0.001]'],
    ['nothing', '[0 0 0 0]'],
    ['more than there is', '[0 0 1e30 1e30]'],
  ])('by a page as large as %s gets a picture of bounded size or none', async (_what, box) => {
    const read = await readBytes(boxedPdf(box), '.pdf');
    expect(read).toMatchObject({ state: 'done', pages: 1 });
    expect(read.codes.filter((code) => code.startsWith('took'))).toEqual([]);
  });

  it('by pages that contain each other is read to an end', async () => {
    const read = await readBytes(circularPdf(), '.pdf');
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

  const NEVER_ENDS = 'setInterval(()=>{}, 1000)';

  /** In place of the reader. Only one that never ends is to be ended by the clock, however busy the machine is. */
  async function readWith(program: string) {
    const file = path.join(folder, 'program.js');
    writeFileSync(file, program);
    const wallSeconds = program === NEVER_ENDS ? 5 : 60;
    const limits = { ...READING_LIMITS, wallSeconds, characters: 1000 };
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
    ['never ends', NEVER_ENDS],
    ['fails', 'throw new Error("x")'],
  ])(
    'and %s is ended, as a finding',
    async (_what, program) => {
      const before = process.memoryUsage().rss;
      const reading = await readWith(program);
      expect(reading.findings).toHaveLength(1);
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
    },
    50_000,
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
    ['says nothing of that where it never ends', NEVER_ENDS, false],
    ['says nothing of that where it crashes', 'process.abort()', false],
  ])(
    'and %s',
    async (_what, program, wasKilled) => {
      expect(await readWith(program)).toMatchObject({ wasKilled, findings: [{}] });
    },
    50_000,
  );

  it('finds no secret in its environment', async () => {
    const told = path.join(folder, 'environment.json');
    await readWith(
      `require('fs').writeFileSync(${JSON.stringify(told)}, JSON.stringify(Object.keys(process.env)))`,
    );
    expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual(['UV_THREADPOOL_SIZE']);
  });
});
