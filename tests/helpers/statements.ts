import type { TestApp } from './app';

/** The SQL statements that the application sends while `work` is done. Nothing else may ask it meanwhile. */
export async function statementsOf(app: TestApp, work: () => Promise<unknown>): Promise<string[]> {
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
