import { Client } from 'pg';

import { settled, type TestApp } from './app';

interface Asked {
  text: string;
  values: unknown[];
}

/** Everything the application asks its database while `work` runs. */
async function askedDuring(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const query = Reflect.get(Client.prototype, 'query') as (...args: unknown[]) => unknown;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function record(
    this: unknown,
    ...args: unknown[]
  ) {
    const [first, second] = args;
    const { text, values } = (typeof first === 'string' ? { text: first } : first) as {
      text?: string;
      values?: unknown[];
    };
    const given = Array.isArray(second) ? (second as unknown[]) : [];
    if (text !== undefined) asked.push({ text, values: values ?? given });
    return query.apply(this, args);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return asked;
}

/**
 * How PostgreSQL would answer what was asked of a table, if reading all of it cost more than anything else: a
 * `Seq Scan` in a plan means that no index serves.
 * @param about what the statements hold
 * @param how `analyze` asks again, and tells how many rows were read
 */
export async function plansOf(
  app: TestApp,
  about: string,
  work: () => Promise<unknown>,
  how: '' | 'analyze' = '',
): Promise<string[]> {
  // What it still owes to what it answered before is no part of it.
  await settled(app.strapi);
  const asked = await askedDuring(work);
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    if (how === '') await client.query('set enable_seqscan = off');
    const plans: string[] = [];
    for (const { text, values } of asked.filter(
      (one) => one.text.includes(about) && !/^\s*explain/.test(one.text),
    )) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain ${how} ${text}`,
        values,
      );
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  } finally {
    await client.end();
  }
}
