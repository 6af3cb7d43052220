import { setTimeout as sleep } from 'node:timers/promises';

import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api, type Answer } from '../helpers/http';
import { until } from '../helpers/kept';
import { documentForm, submitLink } from '../helpers/library';
import { createMember, type Member } from '../helpers/people';
import { askBeforehand, findCheck, PREFLIGHT, sheetOf } from '../helpers/preflight';
import { changeSettings } from '../helpers/review-settings';
import { createApiToken } from '../helpers/tokens';
import { untilSomeoneWaits } from '../helpers/waiting';

let app: TestApp;
let member: Member;

beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_MAX_FILE_SIZE_MB: '8' } });
  member = await createMember(app);
});
afterAll(() => app.stop());

const VALUES = { title: 'A report on rivers', description: 'What was found.' };

describe('what is asked for in another way', () => {
  it('is refused where a name is not known', async () => {
    const file = await makePdf('Text.');
    const unknownParameter = await askBeforehand(app, documentForm(VALUES, file), {
      query: '?typ=documents',
    });
    expect(unknownParameter.status).toBe(400);
    expect(unknownParameter.body.error.details).toMatchObject({ code: 'invalidParameter' });
    expect(unknownParameter.body.error.message).toContain('type');
    const unknownType = await askBeforehand(app, documentForm(VALUES, file), {
      query: '?type=books',
    });
    expect(unknownType.status).toBe(400);
    expect(unknownType.body.error.message).toContain('documents');
    const unknownKey = await askBeforehand(app, documentForm({ ...VALUES, slug: 'a' }, file));
    expect(unknownKey.body.error).toMatchObject({ status: 400, details: { code: 'invalidKey' } });
    const unknownPart = await askBeforehand(app, { data: {}, more: 1 });
    expect(unknownPart.body.error).toMatchObject({ status: 400, details: { code: 'invalidKey' } });
    const fileOfLink = await askBeforehand(app, documentForm({}, file), {
      query: '?type=external-links',
    });
    expect(fileOfLink.body.error).toMatchObject({ status: 400, details: { code: 'invalidKey' } });
    const noCategory = await askBeforehand(
      app,
      documentForm({ ...VALUES, categories: ['none'] }, file),
    );
    expect(noCategory.body.error).toMatchObject({ status: 400, details: { code: 'invalidValue' } });
  });

  it('is checked as the type it names', async () => {
    const sheet = await sheetOf(app, { data: VALUES }, { query: '?type=documents' });
    expect(sheet.type).toBe('documents');
    expect(findCheck(sheet, 'missing')?.details).toEqual({ fields: ['file'] });
  });

  it('is for registered users alone', async () => {
    const form = documentForm(VALUES, await makePdf('Text.'));
    expect((await api(app.url).post(PREFLIGHT, form)).status).toBe(401);
    expect((await api(app.url).post(PREFLIGHT, { data: VALUES })).status).toBe(403);
    const token = await createApiToken(app, { type: 'full-access' });
    expect((await api(app.url).as(token).post(PREFLIGHT, { data: VALUES })).status).toBe(403);
    expect((await api(app.url).as(member.jwt).get(PREFLIGHT)).status).toBe(404);
  });
});

/** Runs `work` while each check that is begun waits to be told how much its member has waiting. */
async function whileChecksWait<T>(work: () => Promise<T>): Promise<T> {
  const holder = await app.strapi.db.connection.transaction();
  try {
    await holder.raw('lock table review_submissions in access exclusive mode');
    return await work();
  } finally {
    await holder.rollback();
  }
}

describe('what checks cost', () => {
  const check = async (one: Member) =>
    askBeforehand(app, documentForm(VALUES, await makePdf('Text.')), { member: one });

  it('is limited: one at a time and ten a minute for each member, whatever came of them', async () => {
    const busy = await createMember(app);
    const two = await whileChecksWait(async () => {
      const first = check(busy);
      await untilSomeoneWaits(app);
      const second = check(busy);
      // If it is let in, it waits as well.
      await Promise.race([second, sleep(20_000)]);
      return [first, second];
    });
    expect((await Promise.all(two)).map(({ status }) => status)).toEqual([200, 429]);
    for (let times = 1; times < 10; times += 1) {
      const { status } = await askBeforehand(app, { data: VALUES }, { member: busy });
      expect(status).toBe(200);
    }
    const refused = await askBeforehand(app, { data: VALUES }, { member: busy });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.body.error.details.code).toBe('tooSoon');
    const other = await askBeforehand(app, { data: VALUES });
    expect(other.status).toBe(200);
  });

  it('is bounded for all: some wait, more are told to come back, and none fails', async () => {
    const members = await Promise.all(Array.from({ length: 14 }, () => createMember(app)));
    const answered: Answer[] = [];
    const { asked, refused } = await whileChecksWait(async () => {
      const all = members.map(async (one) => answered.push(await check(one)));
      await until('some are told to come back', () => Promise.resolve(answered.length >= 4));
      return { asked: all, refused: [...answered] };
    });
    expect(refused.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect(refused[0]?.headers.get('retry-after')).toBe('5');
    await Promise.all(asked);
    expect(answered.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 10 }, () => 200),
      ...Array.from({ length: 4 }, () => 503),
    ]);
  });

  it('counts against a quota: what could not be submitted is a stop', async () => {
    const full = await createMember(app);
    await changeSettings(app, { maxPendingItems: 1 });
    await submitLink(app, full);
    const sheet = await sheetOf(app, { data: VALUES }, { member: full });
    expect(findCheck(sheet, 'refused')?.details).toEqual({ code: 'quotaReached' });
  });
});
