import { settled, type TestApp } from './app';

/**
 * The SQL statements that the application sends while `work` is done, and none that it still owed to what it answered
 * before. Nothing else may ask it meanwhile.
 */
export async function statementsOf(app: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  await settled(app.strapi);
  const statements: string[] = [];
  const note = ({ sql }: { sql: string }) => {
    statements.push(sql);
  };
  app.strapi.db.connection.on('query', note);
  try {
    await work();
  } finally {
    app.strapi.db.connection.removeListener('query', note);
  }
  return statements;
}

/** How many `work` needs: the fewest of several times, because the application asks things of its own. */
export async function countStatements(app: TestApp, work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let times = 0; times < 5; times += 1) counts.push((await statementsOf(app, work)).length);
  return Math.min(...counts);
}
