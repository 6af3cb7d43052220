import fc from 'fast-check';

import { startApp, type TestApp } from '../helpers/app';
import { linkValues, press, pressForAll } from '../helpers/doors';
import { api, type Answer } from '../helpers/http';
import { violations } from '../helpers/invariants';
import { approve, contentManager, LINK, submitLink, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

interface Subject {
  item: string;
  submission: string;
}

let app: TestApp;
let members: Member[];
let admins: Admin[];
let reviewer: Admin;
beforeAll(async () => {
  app = await startApp();
  members = [await createMember(app), await createMember(app)];
  reviewer = await createAdmin(app, 'review-reviewer');
  admins = [
    reviewer,
    await createAdmin(app, 'strapi-super-admin'),
    await createAdmin(app, 'strapi-editor'),
    await createAdmin(app, 'strapi-author'),
  ];
});
afterAll(async () => {
  await app.stop();
});

type Asked = Answer | { status: number };
type Act = (subject: Subject, who: number, all: Subject[]) => Promise<Asked>;

function memberAt(who: number): Member {
  const member = members[who % members.length];
  if (member === undefined) throw new Error('There are no members');
  return member;
}
function adminAt(who: number): Admin {
  const admin = admins[who % admins.length];
  if (admin === undefined) throw new Error('There are no admins');
  return admin;
}
function asMember(who: number) {
  return api(app.url).as(memberAt(who).jwt);
}
function asAdmin(who: number) {
  return api(app.url).as(adminAt(who).token);
}

async function digestNow({ submission }: Subject): Promise<string> {
  const [row] = await app.sql<{ digest: string }>(
    'select digest from review_submissions where id = $1',
    [submission],
  );
  return row?.digest ?? '0'.repeat(64);
}

async function decideAs(who: number, subject: Subject, more: object): Promise<Asked> {
  const digest = await digestNow(subject);
  return asAdmin(who).post(`/review/submissions/${subject.submission}/decision`, {
    digest,
    ...more,
  });
}

/** The server's own code and the query engine: refused by an exception, which is an answer too. */
async function inProcess(work: () => Promise<unknown>): Promise<Asked> {
  return work().then(
    () => ({ status: 200 }),
    () => ({ status: 400 }),
  );
}

function documents() {
  return app.strapi.documents(LINK);
}
const now = new Date();
const changed = () => ({
  title: uniqueTitle('Changed'),
  description: 'Changed',
  url: 'https://example.org/c',
});

const ACTS: Record<string, Act> = {
  'a member revises': ({ submission }, who) =>
    asMember(who).put(`/api/submissions/${submission}`, { data: changed() }),
  'a member withdraws': ({ submission }, who) =>
    asMember(who).delete(`/api/submissions/${submission}`),
  'an admin approves': (subject, who) => decideAs(who, subject, { decision: 'approve' }),
  'an admin approves something else': (subject, who) =>
    decideAs(who, subject, { decision: 'approve', digest: 'a'.repeat(64) }),
  'an admin rejects': (subject, who) =>
    decideAs(who, subject, { decision: 'reject', reason: 'No' }),
  'an admin reopens': ({ submission }, who) =>
    asAdmin(who).post(`/review/submissions/${submission}/reopen`),
  'an admin saves': ({ item }, who) => asAdmin(who).put(contentManager(LINK, item), changed()),
  'an admin publishes': ({ item }, who) => press(app, adminAt(who), LINK, item, 'publish'),
  'an admin saves and publishes': ({ item }, who) =>
    press(app, adminAt(who), LINK, item, 'publish', changed()),
  'an admin publishes all': (_, who, all) =>
    pressForAll(
      app,
      adminAt(who),
      LINK,
      all.map(({ item }) => item),
      'bulkPublish',
    ),
  'an admin unpublishes': ({ item }, who) => press(app, adminAt(who), LINK, item, 'unpublish'),
  'an admin unpublishes all': (_, who, all) =>
    pressForAll(
      app,
      adminAt(who),
      LINK,
      all.map(({ item }) => item),
      'bulkUnpublish',
    ),
  'an admin discards': ({ item }, who) => press(app, adminAt(who), LINK, item, 'discard'),
  'an admin clones': ({ item }, who) =>
    asAdmin(who).post(`${contentManager(LINK)}/clone/${item}`, linkValues()),
  'an admin deletes': ({ item }, who) => asAdmin(who).delete(contentManager(LINK, item)),
  'the server saves': ({ item }) =>
    inProcess(() => documents().update({ documentId: item, data: changed() })),
  'the server saves as published': ({ item }) =>
    inProcess(() => documents().update({ documentId: item, data: changed(), status: 'published' })),
  'the server publishes': ({ item }) => inProcess(() => documents().publish({ documentId: item })),
  'the server unpublishes': ({ item }) =>
    inProcess(() => documents().unpublish({ documentId: item })),
  'the server discards': ({ item }) =>
    inProcess(() => documents().discardDraft({ documentId: item })),
  'the query engine makes a draft live': ({ item }) =>
    inProcess(() =>
      app.strapi.db
        .query(LINK)
        .updateMany({ where: { documentId: item }, data: { publishedAt: now } }),
    ),
  'the query engine changes what is live': ({ item }) =>
    inProcess(() =>
      app.strapi.db.query(LINK).updateMany({
        where: { documentId: item, publishedAt: { $notNull: true } },
        data: { title: 'x' },
      }),
    ),
};

const step = fc.record({
  act: fc.constantFrom(...Object.keys(ACTS)),
  who: fc.nat(7),
  which: fc.nat(7),
});

async function newSubject(who: number): Promise<Subject> {
  const { id, item } = await submitLink(app, memberAt(who));
  return { item: item.documentId, submission: id };
}

describe('any eight things that anyone does', () => {
  it('leave live what was approved, and a state and a log that are true', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 8 }),
      async (steps) => {
        const subjects = [await newSubject(0), await newSubject(1), await newSubject(0)];
        const [first] = subjects;
        if (first !== undefined) await approve(app, reviewer, { id: first.submission });
        const items = subjects.map(({ item }) => item);
        for (const { act, who, which } of steps) {
          const subject = subjects[which % subjects.length];
          if (subject === undefined) continue;
          const answer = await ACTS[act]?.(subject, who, subjects);
          expect({ act, failed: (answer?.status ?? 0) >= 500 }).toEqual({ act, failed: false });
          expect({ act, found: await violations(app, items) }).toEqual({ act, found: [] });
        }
      },
    );
    await fc.assert(property, { numRuns: 15, endOnFailure: true });
  }, 240_000);
});
