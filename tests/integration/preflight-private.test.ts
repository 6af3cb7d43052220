import type { CheckSheet } from '../../src/plugins/review/shared/checks';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import {
  approve,
  documentForm,
  ownDetail,
  reject,
  submitDocument,
  submitLink,
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { codesOf, deskChecks, findCheck, isLate, PREFLIGHT, sheetOf } from '../helpers/preflight';
import { runDue } from '../helpers/reading-files';
import { statementsOf } from '../helpers/statements';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let editor: Admin;
let first: Member;
let second: Member;

beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_LINK_CHECKS: 'on' } });
  site = await serve((_request, response) => response.writeHead(204).end());
  app.strapi
    .plugin('review')
    .service<{ within(reach: object): void }>('links')
    .within(reachOf([site]));
  editor = await createAdmin(app, 'review-reviewer');
  [first, second] = await Promise.all([createMember(app), createMember(app)]);
});
afterAll(async () => {
  await site.stop();
  await app.stop();
});

const SENTENCES =
  'The river was measured in every month, and those who live beside it were asked. ';
const textOf = (more: string) => makePdf(`${more} ${SENTENCES.repeat(12)}`);

interface Answered {
  status: number;
  head: [string, string][];
  text: string;
  statements: string[];
}

/** An answer byte for byte, with all of its head that is not a clock's, and the statements it took. */
async function everything(body: () => FormData | object): Promise<unknown> {
  let answer = await once(body);
  // A busy machine's answer is another one, whatever is known.
  for (let tries = 1; tries < 20 && isCutShort(answer); tries += 1) answer = await once(body);
  return answer;
}

/** A statement that takes too long ends its transaction. */
function isCutShort({ text, statements }: Answered): boolean {
  const { data } = JSON.parse(text) as Envelope<CheckSheet>;
  return isLate(data) || statements.some((statement) => /^rollback/iu.test(statement));
}

async function once(body: () => FormData | object): Promise<Answered> {
  const { jwt } = await createMember(app);
  const sent = body();
  const isForm = sent instanceof FormData;
  let answered: Omit<Answered, 'statements'> | undefined;
  const statements = await statementsOf(app, async () => {
    const answer = await api(app.url)
      .as(jwt)
      .raw(PREFLIGHT, {
        method: 'POST',
        body: isForm ? sent : JSON.stringify(sent),
        headers: isForm ? {} : { 'content-type': 'application/json' },
      });
    const head = [...answer.headers].filter(([name]) => !CLOCKS.includes(name));
    answered = { status: answer.status, head, text: await answer.text() };
  });
  if (answered === undefined) throw new Error('It was not asked.');
  // Some are asked at the same time.
  return { ...answered, statements: statements.sort() };
}

const CLOCKS = ['date', 'x-response-time'];

describe('a check, to a member', () => {
  it('is the same to the byte, and to the statement, whether the same file waits or not', async () => {
    const file = await textOf(uniqueTitle());
    const title = uniqueTitle('River');
    const form = () => documentForm({ title, description: 'About it' }, file);
    const without = await everything(form);
    expect(without).toMatchObject({ status: 200 });
    const waiting = await submitDocument(app, first, { title }, file);
    await runDue(app);
    expect(await everything(form)).toEqual(without);
    await reject(app, editor, waiting);
    expect(await everything(form)).toEqual(without);
  });

  it('is the same whether the same address waits or not', async () => {
    const url = site.at('river.test', '/waits');
    const data = { title: uniqueTitle('River'), description: 'About it', url };
    const ask = () => ({ data });
    const without = await everything(ask);
    expect(without).toMatchObject({ status: 200 });
    await submitLink(app, first, data);
    await runDue(app);
    expect(await everything(ask)).toEqual(without);
  });

  it('names what is live and not what the next revision of it is called', async () => {
    const file = await textOf(uniqueTitle());
    const live = await submitDocument(app, first, {}, file);
    await approve(app, editor, live);
    const { status } = await api(app.url)
      .as(first.jwt)
      .put(`/api/submissions/${live.id}`, { data: { title: 'A secret title' } });
    expect(status).toBe(200);
    const sheet = await sheetOf(app, documentForm({}, file));
    expect(findCheck(sheet, 'sameFile')?.details.items.map(({ title }) => title)).toEqual([
      live.item.title,
    ]);
  });

  it('does not know a live item by the file of its pending revision', async () => {
    const live = await submitDocument(app, first);
    await approve(app, editor, live);
    const next = await textOf(uniqueTitle());
    const form = documentForm({}, next);
    await api(app.url).as(first.jwt).put(`/api/submissions/${live.id}`, form);
    expect(codesOf(await sheetOf(app, documentForm({}, next)))).not.toContain('sameFile');
  });
});

/** What a submitter is told, without what names their own submission. */
async function told(member: Member, { id }: { id: string }): Promise<unknown> {
  const { checks, reading, link } = await ownDetail(app, member, id);
  const { status } = await api(app.url).as(member.jwt).get(`/api/submissions/${id}/thumbnail`);
  const linkState = link?.state;
  return { checks, linkState, thumbnailStatus: status, reading: { ...reading, thumbnail: null } };
}

describe('a submission, to its submitter', () => {
  it('tells of its file what was read of it, and not what was known of the same bytes', async () => {
    const title = uniqueTitle('Lake');
    const file = await textOf(uniqueTitle());
    const earlier = await submitDocument(app, first, { title }, file);
    const atOnce = await told(first, earlier);
    await runDue(app);
    const read = await told(first, earlier);
    expect(read).toMatchObject({ thumbnailStatus: 200, reading: { state: 'done' } });
    const later = await submitDocument(app, second, { title }, file);
    expect(await told(second, later)).toEqual(atOnce);
    expect(await told(first, earlier)).toEqual(read);
    await runDue(app);
    expect(await told(second, later)).toEqual(read);
    expect(await told(first, earlier)).toEqual(read);
  });

  it('tells the same of its address', async () => {
    const data = { title: uniqueTitle('Lake'), url: site.at('lake.test', '/page') };
    const earlier = await submitLink(app, first, data);
    const atOnce = await told(first, earlier);
    await runDue(app);
    const looked = await told(first, earlier);
    expect(findCheck((looked as { checks: CheckSheet }).checks, 'linkWorks')).toBeDefined();
    const later = await submitLink(app, second, data);
    expect(await told(second, later)).toEqual(atOnce);
    await runDue(app);
    expect(await told(second, later)).toEqual(looked);
  });

  it('says nothing that is for reviewers', async () => {
    const file = await textOf(uniqueTitle());
    const title = uniqueTitle('Pond');
    await submitDocument(app, first, { title }, file);
    const own = await submitDocument(app, second, { title }, file);
    await runDue(app);
    const { checks } = await ownDetail(app, second, own.id);
    const forReviewers = ['sameFileWaiting', 'sameAddressWaiting', 'similarText', 'similarTitle'];
    expect(codesOf(checks ?? { checks: [] }).filter((code) => forReviewers.includes(code))).toEqual(
      [],
    );
    expect(codesOf(await deskChecks(app, editor, own, 'similarTitle'))).toEqual(
      expect.arrayContaining(['sameFileWaiting', 'similarTitle']),
    );
  });
});
