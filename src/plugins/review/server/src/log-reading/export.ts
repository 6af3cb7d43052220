import { Readable } from 'node:stream';

import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { BYTE_ORDER_MARK, csvLines } from '../csv';
import { PRIVATE_CACHE } from '../file/send-file';
import { BEFORE_ALL, RECORD_COLUMNS, SELECT_RECORD, type ChainedRecord } from '../log-chain/record';
import type { ExportFormat, LogFilters } from '../parse/log-query';
import type { Types } from '../submission-views';
import { narrow } from './filter';

/** Events read and written at a time: an export of any length fits in memory, and holds no connection while its reader is slow. */
const BATCH = 1000;

/** The log only grows, so what is read one batch after another is what was there at the beginning. */
async function* batches(
  strapi: Core.Strapi,
  types: Types,
  filters: LogFilters,
): AsyncGenerator<ChainedRecord[]> {
  const db = strapi.db.connection;
  const { rows } = await db.raw<{ rows: { end: string | null }[] }>(
    'select max(id) as end from review_events',
  );
  const end = rows[0]?.end ?? BEFORE_ALL;
  let last: string | undefined = BEFORE_ALL;
  while (last !== undefined) {
    const query = db('review_events as e')
      .select<ChainedRecord[]>(db.raw(SELECT_RECORD))
      .where('e.id', '>', last)
      .where('e.id', '<=', end)
      .orderBy('e.id')
      .limit(BATCH);
    narrow(query, types, filters);
    const events: ChainedRecord[] = await query;
    if (events.length > 0) yield events;
    last = events.at(-1)?.id;
  }
}

const COLUMNS = [...RECORD_COLUMNS, 'hash'] as const;

/** The columns as they are hashed: who has the file can hold it to its chain. */
function jsonLine(event: ChainedRecord): string {
  const filled = COLUMNS.map((column) => [column, event[column]] as const).filter(
    ([, value]) => value !== null,
  );
  return `${JSON.stringify(Object.fromEntries(filled))}\n`;
}

const WRITERS: Readonly<Record<ExportFormat, (events: ChainedRecord[]) => string>> = {
  csv: (events) => csvLines(events.map((event) => COLUMNS.map((column) => event[column]))),
  jsonl: (events) => events.map(jsonLine).join(''),
};

const BEGINNINGS: Readonly<Record<ExportFormat, string>> = {
  csv: BYTE_ORDER_MARK + csvLines([COLUMNS]),
  jsonl: '',
};

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

async function* texts(
  events: AsyncGenerator<ChainedRecord[]>,
  format: ExportFormat,
): AsyncGenerator<string> {
  yield BEGINNINGS[format];
  for await (const batch of events) yield WRITERS[format](batch);
}

/** Sends all events that pass the filters, oldest first. */
export function sendLog(
  strapi: Core.Strapi,
  ctx: Context,
  types: Types,
  { filters, format }: { filters: LogFilters; format: ExportFormat },
): void {
  const body = Readable.from(texts(batches(strapi, types, filters), format));
  body.on('error', (error) => {
    strapi.log.error('An export of the review log ended early', error);
    // Koa would leave the answer open, and a file cut short would look whole.
    ctx.res.destroy();
  });
  ctx.attachment(`review-log.${format}`);
  ctx.type = CONTENT_TYPES[format];
  ctx.set('Cache-Control', PRIVATE_CACHE);
  ctx.body = body;
}
