import { openDatabase } from './database';
import { loadEnvFile } from './env-file';
import { main, run } from './processes';
import { SentenceError } from './sentence-error';

/** `npm run with-postgres -- command …` runs any command with `DATABASE_URL` set to the development database. */
void main(async (args) => {
  const [command, ...rest] = args[0] === '--' ? args.slice(1) : args;
  if (command === undefined) throw new SentenceError('Name the command to run with a database.');
  loadEnvFile();
  const database = await openDatabase(process.cwd(), 'accession');
  try {
    return await run(command, rest, { env: { ...process.env, DATABASE_URL: database.url } });
  } finally {
    await database.release();
  }
});
