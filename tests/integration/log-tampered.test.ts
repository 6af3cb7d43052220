import { startApp, type TestApp } from '../helpers/app';
import { LINK, submitLink } from '../helpers/library';
import { createMember, type Member } from '../helpers/people';
import { tamper, verifyLog } from '../helpers/review-command';

// Starts take their time on a busy machine, and some tests have several.
jest.setTimeout(180_000);

let app: TestApp;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  for (let i = 0; i < 6; i += 1) await submitLink(app, member);
});
afterAll(async () => {
  await app.stop();
});

async function idsBack(count: number): Promise<number[]> {
  const rows = await app.sql<{ id: string }>(
    'select id from review_events order by id desc limit $1',
    [count],
  );
  return rows.map(({ id }) => Number(id)).reverse();
}

describe('a log that was tampered with by SQL', () => {
  let ids: number[];
  let last: number;
  beforeEach(async () => {
    await submitLink(app, member);
    await app.sql('create table kept_events as select * from review_events');
    await app.sql('create table kept_head as select * from review_log_head');
    ids = await idsBack(6);
    last = ids.at(-1) ?? 0;
  });
  afterEach(async () => {
    await tamper(
      app,
      'delete from review_events',
      'insert into review_events select * from kept_events',
      'delete from review_log_head',
      'insert into review_log_head select * from kept_head',
      'drop table kept_events',
      'drop table kept_head',
    );
    expect((await verifyLog(app)).code).toBe(0);
  });

  const id = (place: number): string => String(ids.at(place));

  async function found(): Promise<string[]> {
    const { code, lines } = await verifyLog(app);
    expect(code).toBe(1);
    return lines.slice(0, -1);
  }

  it('in one byte is told which event that is', async () => {
    await tamper(
      app,
      `update review_events set actor_name = overlay(actor_name placing 'X' from 1 for 1) where id = ${id(2)}`,
    );
    expect(await found()).toEqual([`Event ${id(2)} was changed.`]);
  });

  it('in a microsecond is told which event that is', async () => {
    await tamper(
      app,
      `update review_events set at = at + interval '1 microsecond' where id = ${id(2)}`,
    );
    expect(await found()).toEqual([`Event ${id(2)} was changed.`]);
  });

  it('by removing a row is told where', async () => {
    await tamper(app, `delete from review_events where id = ${id(2)}`);
    expect(await found()).toEqual([`Event ${id(2)} was removed, before event ${id(3)}.`]);
  });

  it('by swapping two rows is told which', async () => {
    await tamper(
      app,
      `update review_events set id = -1 where id = ${id(1)}`,
      `update review_events set id = ${id(1)} where id = ${id(3)}`,
      `update review_events set id = ${id(3)} where id = -1`,
    );
    expect(await found()).toEqual([`Events ${id(1)} and ${id(3)} were swapped.`]);
  });

  it('by removing its end is told so', async () => {
    await tamper(app, `delete from review_events where id > ${id(3)}`);
    expect(await found()).toEqual([
      `Events ${id(4)} to ${String(last)} were removed from the end of the log.`,
    ]);
  });

  it.each([
    ['without a hash', 'null'],
    ['with a hash of its own', `'${'ab'.repeat(32)}'`],
  ])('by appending a row %s is told, and goes on', async (_, hash) => {
    await app.sql(
      `insert into review_events (submission_id, content_type, item_id, type, actor_kind, actor_name, hash)
       values ('x', '${LINK}', 'x', 'approved', 'admin', 'Nobody', ${hash})`,
    );
    const [appended] = await idsBack(1);
    await submitLink(app, member);
    expect(await found()).toEqual([
      `Event ${String(appended)} was written past the application: the chain goes on without it.`,
    ]);
  });

  it('on purpose and told so is otherwise as it was written', async () => {
    await tamper(app, `update review_events set actor_name = 'Former member' where id = ${id(2)}`);
    const { code } = await verifyLog(app, '--redacted', id(2));
    expect(code).toBe(0);
  });
});

/** Takes the database back to before events were chained. */
async function forgetChain(): Promise<void> {
  await app.sql('drop table review_log_head');
  await app.sql('alter table review_events drop column hash');
}

async function restart(): Promise<void> {
  await app.stop({ leave: true });
  app = await startApp({ continues: app });
}

describe('a log from before it was a chain', () => {
  it('is sealed as it is at the next start, gaps and microseconds included', async () => {
    await forgetChain();
    await app.sql('alter table review_events disable trigger user');
    await app.sql(`update review_events set at = at + interval '7 microseconds'`);
    await app.sql('update review_events set id = id + 1000 where id % 2 = 0');
    await app.sql('alter table review_events enable trigger user');
    await restart();
    await submitLink(app, member);
    expect(await verifyLog(app)).toMatchObject({ code: 0 });
  });

  it('is sealed by no later start, whatever was changed before', async () => {
    const [event] = await app.sql<{ id: string }>('select max(id) as id from review_events');
    await tamper(app, `update review_events set note = 'x' where id = ${event?.id ?? ''}`);
    await restart();
    expect((await verifyLog(app)).lines[0]).toBe(`Event ${event?.id ?? ''} was changed.`);
  });

  it('is guarded again once it is sealed', async () => {
    await expect(app.sql('delete from review_events')).rejects.toThrow('only grows');
  });
});
