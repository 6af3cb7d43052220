import type { Client } from 'pg';

import { SLICE } from '../src/api/catalogue/database/verify';
import { readSettings } from '../src/settings';
import { openDatabase, withClient } from './database';
import { loadEnvFile } from './env-file';
import { main, throwIfInterrupted } from './processes';
import { SentenceError } from './sentence-error';

const USAGE =
  'Say what to do: verify, rebuild, or successor <documentId of the withdrawn item> <documentId of the live one>.';

interface Difference {
  document_id: string | null;
  difference: string;
}

/**
 * `npm run catalogue -- verify` compares the catalogue with the live rows and tells each difference; exit code 1 if
 * there are any. `… rebuild` mends them in one transaction, so that readers have the old answers until it ends.
 * `… successor <withdrawn> <live>` names the item that takes a withdrawn one's place.
 */
void main(async ([what, ...args]) => {
  const work = { verify, rebuild, successor }[what ?? ''];
  if (work === undefined || args.length !== (work === successor ? 2 : 0)) {
    throw new SentenceError(USAGE);
  }
  loadEnvFile();
  const { databaseSsl } = readSettings(process.env);
  const database = await openDatabase(process.cwd(), 'accession');
  try {
    return await withClient({ url: database.url, ssl: databaseSsl }, async (client) => {
      await assertInstalled(client);
      return work(client, args);
    });
  } finally {
    await database.release();
  }
});

async function assertInstalled(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    `select from pg_proc where proname = 'catalogue_name_successor'`,
  );
  if (rowCount === 0) {
    throw new SentenceError(
      'This database has no catalogue of this version yet: start the server on it once.',
    );
  }
}

/** One snapshot for all of it, so that what is published meanwhile is no difference. */
async function verify(client: Client): Promise<number> {
  await client.query('begin isolation level repeatable read read only');
  const { rows } = await client.query<{ ids: string[] }>(
    'select array(select catalogue_known_ids() order by 1) as ids',
  );
  const ids = rows[0]?.ids ?? [];
  let found = 0;
  const tell = (differences: Difference[]) => {
    for (const { document_id, difference } of differences) {
      console.log(`${document_id ?? 'catalogue'}: ${difference}`);
    }
    found += differences.length;
  };
  for (let start = 0; start < ids.length; start += SLICE) {
    throwIfInterrupted();
    const slice = ids.slice(start, start + SLICE);
    tell((await client.query<Difference>(ITEM_DIFFERENCES, [slice])).rows);
    console.error(`${String(start + slice.length)} of ${String(ids.length)} items compared`);
  }
  tell((await client.query<Difference>('select * from catalogue_whole_differences()')).rows);
  await client.query('rollback');
  console.log(
    found === 0
      ? `The catalogue is what the live rows say: ${String(ids.length)} items.`
      : `${String(found)} differences. "npm run catalogue -- rebuild" mends them.`,
  );
  return found === 0 ? 0 : 1;
}

const ITEM_DIFFERENCES = 'select * from catalogue_item_differences($1)';

async function rebuild(client: Client): Promise<number> {
  client.on('notice', ({ message }) => {
    console.error(message);
  });
  const { rows } = await client.query<{ steps: string }>('select catalogue_rebuild() as steps');
  console.log(`Rebuilt; ${rows[0]?.steps ?? '0'} entries were written anew or removed.`);
  return 0;
}

async function successor(client: Client, args: string[]): Promise<number> {
  await client.query('select catalogue_name_successor($1, $2)', args).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'AC006') {
      throw new SentenceError(error.message);
    }
    throw error;
  });
  console.log('Named. It goes out with the changes.');
  return 0;
}
