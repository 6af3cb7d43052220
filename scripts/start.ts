import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { problemsForStart, readSettings, type Settings } from '../src/settings';
import { withClient } from './database';
import { loadEnvFile } from './env-file';
import { report } from './processes';
import { preparePublicFolder } from './public-folder';
import { SentenceError } from './sentence-error';
import { DIST_FOLDER, isPortFree, startStrapi } from './strapi';

/** Held while a server starts; any number that nothing else on the database uses. */
const START_LOCK = 4_711_000;

/** `npm start`: the server in production. Whatever would make it fail later is found out first. */
async function start(): Promise<void> {
  loadEnvFile();
  const settings = readSettings(process.env);
  await check(settings);
  await preparePublicFolder(settings.publicFolder);
  // Two servers that make the tables of an empty database at once trip over each other.
  await withClient(databaseOf(settings), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
    await startStrapi();
  });
  console.log(
    `Accession answers at ${settings.publicUrl}, its admin at ${settings.publicUrl}/admin.`,
  );
}

function databaseOf({ databaseUrl, databaseSsl }: Settings) {
  return { url: databaseUrl ?? '', ssl: databaseSsl };
}

async function check(settings: Settings): Promise<void> {
  const [problem] = problemsForStart(settings);
  if (problem !== undefined) throw new SentenceError(problem);
  if (!existsSync(join(DIST_FOLDER, 'build', 'index.html'))) {
    throw new SentenceError('The admin is not built: run `npm run build` first.');
  }
  await withClient(databaseOf(settings), (client) => client.query('SELECT 1'));
  const { host, port } = settings;
  if (await isPortFree(host, port)) return;
  throw new SentenceError(
    `Another program listens on port ${String(port)} of ${host}: stop it or set PORT.`,
  );
}

start().catch((error: unknown) => {
  process.exit(report(error));
});
