import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { openScratchDatabase } from '../../verify/database';
import { LIBRARY_SERVER, startServer, type Server } from '../../verify/server';
import { wholeNumber } from '../../whole-number';
import { fillLibrary } from '../catalogue/library';
import {
  createReport,
  type Picture,
  printReport,
  type Result,
  writeReport,
} from '../catalogue/report';
import { timeApprovals } from './approving';
import { fillPages } from './readings';
import { timeSearches } from './searching';

const DEFAULT_DOCUMENTS = 2000;
const PAGES = 100;
/** `fillLibrary` makes three documents to two links. */
const PART_OF_DOCUMENTS = 0.6;
/** Questions come from one address here, and none of them may be answered from memory. */
const SETTINGS = { ACCESSION_REQUESTS_PER_MINUTE: '1000000', ACCESSION_CACHE_MB: '0' };

const MILLISECONDS: Picture = {
  name: 'pages',
  title: '95th percentile in milliseconds',
  axis: { type: 'log', min: 1 },
  value: ({ p95 }) => p95,
};

/** A library in a database of its own. */
interface Library {
  server: Server;
  client: Client;
}

async function measure(read: Library, unread: Library, documents: number): Promise<Result[]> {
  const items = Math.floor(documents / PART_OF_DOCUMENTS);
  for (const { client } of [read, unread]) await fillLibrary(client, items, true);
  console.log(`Writing ${documents * PAGES} pages …`);
  await fillPages(read.client, documents, PAGES);
  console.log('Searching …');
  const searches = await timeSearches(read.server, unread.server);
  console.log('Approving …');
  return [...searches, ...(await timeApprovals(read.server, read.client))];
}

/**
 * `npm run bench -- pages [documents]`: searches of a library whose files are read, a hundred pages each, beside the
 * same library without what they hold, and what it costs to approve a book. Writes its figures to `docs/benchmarks` if
 * they are of the usual number of documents.
 */
export async function benchPages([given]: string[]): Promise<number> {
  const bounds = { fallback: DEFAULT_DOCUMENTS, min: 100, max: 20_000 };
  const documents = wholeNumber(given, 'Say how many documents:', bounds);
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const open = async (name: string): Promise<Library> => {
    const database = await openScratchDatabase();
    ends.push(() => database.drop());
    const server = await startServer(LIBRARY_SERVER, database.url, join(folder, name), SETTINGS);
    ends.push(() => server.kill());
    const client = new Client({ connectionString: database.url });
    ends.push(() => client.end());
    await client.connect();
    return { server, client };
  };
  try {
    const results = await measure(await open('read'), await open('unread'), documents);
    const report = createReport(null, results);
    printReport(report);
    if (documents === DEFAULT_DOCUMENTS) {
      console.log(`Written: ${(await writeReport(report, MILLISECONDS)).join(', ')}`);
    }
    return 0;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
