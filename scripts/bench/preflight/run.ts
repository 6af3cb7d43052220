import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { deflateSync } from 'node:zlib';

import { drawPdf } from '../../draw-pdf';
import { throwIfInterrupted } from '../../processes';
import { dataOf } from '../../verify/client';
import { openScratchDatabase } from '../../verify/database';
import { LIBRARY_SERVER, type Server, startServer } from '../../verify/server';
import { decide, submit } from '../../verify/submission';
import { figuresOf } from '../catalogue/load';
import { createReport, printReport, type Result } from '../catalogue/report';
import { createChance, textsOf } from '../catalogue/texts';

const MEGABYTES = 5;
const PAGES = 200;
/** As many as a member has in a minute, and the first of them warms up. */
const CHECKS = 10;
const MAX_SECONDS = 2;

/** A grey picture of noise, which no packing makes smaller (PNG, ISO/IEC 15948). */
function noise(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    ends[0].writeUInt32BE(data.length);
    return Buffer.concat([ends[0], body, ends[1]]); // nobody here looks at checksums
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = randomFillSync(Buffer.alloc(side * (side + 1)));
  for (let row = 0; row < side; row += 1) rows[row * (side + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PDF of five megabytes with text and pictures. */
function makeReport(number: number): Promise<Buffer> {
  const chance = createChance(number);
  return drawPdf({ size: 'A4', info: { Title: `A report, number ${number}` } }, (pdf) => {
    for (let page = 1; page <= PAGES; page += 1) {
      if (page > 1) pdf.addPage();
      if (page % 20 === 1) pdf.image(noise(690), 72, 72, { width: 200 });
      for (let paragraph = 0; paragraph < 5; paragraph += 1) pdf.text(textsOf(chance).description);
    }
  });
}

async function checkReport({ member }: Server, report: Buffer, number: number): Promise<number> {
  const form = new FormData();
  form.append('data', JSON.stringify({ title: `Number ${number}`, description: 'A report' }));
  form.append('file', new Blob([new Uint8Array(report)]), 'report.pdf');
  const start = performance.now();
  const sheet = dataOf(await member.send('POST', '/api/submissions/check', form)) as {
    checks: { code: string }[]; // as every answer of that address
  };
  const took = performance.now() - start;
  if (!sheet.checks.some(({ code }) => code === 'words'))
    throw new Error('It was not read in time');
  return took;
}

async function checkAll(server: Server): Promise<Result> {
  const library = await submit(server, 'The library');
  const [reviewer] = server.reviewers;
  if (reviewer !== undefined) await decide(reviewer, library, 'approve');
  const times: number[] = [];
  let megabytes = 0;
  for (let number = 0; number < CHECKS; number += 1) {
    throwIfInterrupted();
    const report = await makeReport(number);
    megabytes = report.length / 1024 ** 2;
    const took = await checkReport(server, report, number);
    if (number > 0) times.push(took);
  }
  const slowest = Math.max(...times) / 1000;
  return {
    work: `a PDF of ${megabytes.toFixed(1)} MB checked beforehand, the slowest of ${times.length}`,
    figure: `${slowest.toFixed(2)} s`,
    mustReach: `${MAX_SECONDS} s`,
    reached: slowest <= MAX_SECONDS && megabytes >= MEGABYTES * 0.9,
    details: { ...figuresOf(times, times.reduce((sum, ms) => sum + ms, 0) / 1000) },
  };
}

/** `npm run bench -- preflight`: how long a member waits for a check of a PDF of five megabytes. */
export async function benchPreflight(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  const database = await openScratchDatabase();
  const server = await startServer(LIBRARY_SERVER, database.url, folder);
  try {
    printReport(createReport(CHECKS, [await checkAll(server)]));
    return 0;
  } finally {
    await server.kill();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}
