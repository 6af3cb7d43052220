import { DIST_FOLDER } from '../../strapi';
import { serve } from '../../verify/serve';

/** Answers each message of the parent process with the SQL statements sent since the one before. */
async function start(): Promise<void> {
  const strapi = await serve(process.cwd(), DIST_FOLDER);
  let statements = 0;
  strapi.db.connection.on('query', () => {
    statements += 1;
  });
  process.on('message', () => {
    process.send?.(statements);
    statements = 0;
  });
}

start().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
