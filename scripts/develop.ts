import { openDatabase } from './database';
import { loadEnvFile, writeDevelopmentSecrets } from './env-file';
import { main, runNode } from './processes';
import { strapiProgram } from './strapi';

/** `npm run develop`: Strapi with reload on change, on the embedded PostgreSQL unless `DATABASE_URL` is set. */
void main(async (args) => {
  loadEnvFile();
  if (writeDevelopmentSecrets().length > 0) console.log('Made development secrets in .env.');
  const database = await openDatabase(process.cwd(), 'accession');
  try {
    const env = { HOST: '127.0.0.1', ...process.env, DATABASE_URL: database.url };
    return await runNode(strapiProgram(), ['develop', ...args], { env });
  } finally {
    await database.release();
  }
}, 0);
