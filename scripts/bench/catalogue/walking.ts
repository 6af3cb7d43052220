import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { resumptionToken } from '../../../src/api/catalogue/oai/resumption';
import { throwIfInterrupted } from '../../processes';
import type { Contenders } from './contenders';
import { fetchTimed, quantile } from './load';
import type { Result } from './report';

const EXPORT_QUERY = 'copy (select printed from catalogue_entry order by seq) to stdout';
const MAX_OAI_RECORDS = 50_000;

interface ChangesAnswer {
  data: unknown[];
  meta: { cursor: string; hasMore: boolean };
}

export async function benchChanges({ anew }: Contenders): Promise<Result[]> {
  const start = performance.now();
  let cursor: string | undefined;
  let records = 0;
  for (let hasMore = true; hasMore;) {
    throwIfInterrupted();
    const after = cursor === undefined ? '' : `&after=${cursor}`;
    const { text } = await fetchTimed(`${anew.url}/api/catalogue/changes?limit=1000${after}`);
    const { data, meta } = JSON.parse(text) as ChangesAnswer;
    records += data.length;
    ({ cursor, hasMore } = meta);
  }
  const perSecond = records / ((performance.now() - start) / 1000);
  return [
    {
      work: 'changes, full walk',
      figure: `${perSecond.toFixed(0)} records/s`,
      mustReach: '10,000 records/s',
      reached: perSecond >= 10_000,
      details: { records, 'records/s': perSecond },
    },
  ];
}

const FIRST = '/oai?verb=ListRecords&metadataPrefix=oai_dc';
const resumed = (token: string) => `/oai?verb=ListRecords&resumptionToken=${token}`;

function tokenIn(xml: string): string | undefined {
  return /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1];
}

async function lastToken({ database }: Contenders): Promise<string> {
  const { rows } = await database.pool.query<{ seq: string }>('select seq from catalogue_state');
  return resumptionToken({
    set: null,
    from: null,
    before: new Date(Date.now() + 1000),
    afterSeq: Number(rows[0]?.seq) - 101,
    cursor: 100,
    completeListSize: -1,
  });
}

export async function benchOai(contenders: Contenders): Promise<Result[]> {
  const { url } = contenders.anew;
  const start = performance.now();
  let records = 0;
  let second: string | undefined;
  for (let address: string | null = FIRST; address !== null && records < MAX_OAI_RECORDS;) {
    throwIfInterrupted();
    const { text }: { text: string } = await fetchTimed(url + address);
    records += text.split('<record>').length - 1;
    const token = tokenIn(text);
    second ??= token;
    address = token === undefined ? null : resumed(token);
  }
  const perSecond = records / ((performance.now() - start) / 1000);
  const near: number[] = [];
  const far: number[] = [];
  const end = await lastToken(contenders);
  for (let round = 0; round < 40; round += 1) {
    near.push((await fetchTimed(url + resumed(second ?? ''))).milliseconds);
    far.push((await fetchTimed(url + resumed(end))).milliseconds);
  }
  const median = (list: number[]) =>
    quantile(
      [...list].sort((a, b) => a - b),
      0.5,
    );
  const ratio = median(far) / median(near);
  return [
    {
      work: 'OAI-PMH, walk and last page',
      figure: `${perSecond.toFixed(0)} records/s, last page ${ratio.toFixed(2)} × an early one`,
      mustReach: '2,000 records/s, at most 1.5 ×',
      reached: perSecond >= 2000 && ratio <= 1.5,
      details: {
        records,
        'records/s': perSecond,
        'early, ms': median(near),
        'last, ms': median(far),
      },
    },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function nowhere(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
}

async function readExport(url: string): Promise<void> {
  const response = await fetch(`${url}/api/catalogue/export`, {
    headers: { 'accept-encoding': 'identity' },
  });
  if (!response.ok || response.body === null) throw new Error(`Answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), nowhere());
}

async function copyByPsql(databaseUrl: string): Promise<void> {
  const psql = spawn('psql', [databaseUrl, '-qc', EXPORT_QUERY], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(psql, 'exit');
  await pipeline(psql.stdout, nowhere());
  const [code] = (await exited) as [number];
  if (code !== 0) throw new Error(`psql ended with ${code}`);
}

export async function benchExport({ anew, database }: Contenders): Promise<Result[]> {
  if (spawnSync('psql', ['--version']).status !== 0) {
    console.log('No psql here, so the export is not compared with it.');
    return [];
  }
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    throwIfInterrupted();
    ours.push(await timed(() => readExport(anew.url)));
    theirs.push(await timed(() => copyByPsql(database.url)));
  }
  const median = (list: number[]) =>
    quantile(
      [...list].sort((a, b) => a - b),
      0.5,
    );
  const ratio = median(ours) / median(theirs);
  return [
    {
      work: 'export of everything',
      figure: `${ratio.toFixed(2)} × psql COPY`,
      mustReach: 'at most 2 ×',
      reached: ratio <= 2,
      details: { 'export, ms': median(ours), 'psql, ms': median(theirs) },
    },
  ];
}
