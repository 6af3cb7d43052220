import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { approve, reject, submitDocument, submitLink, ownDetail } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
let documentId: string;
let linkId: string;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  const shelf = (await app.strapi.db
    .query('api::category.category')
    .create({ data: { name: 'Shelf' } })) as { documentId: string };
  const source = (await app.strapi.db
    .query('api::information-source.information-source')
    .create({ data: { name: 'Source', url: 'https://example.org/' } })) as { documentId: string };
  const filed = { categories: [shelf.documentId], source: source.documentId };
  const document = await submitDocument(app, member, filed);
  const link = await submitLink(app, member, filed);
  await approve(app, reviewer, document);
  await approve(app, reviewer, link);
  documentId = document.item.documentId;
  linkId = link.item.documentId;
});
afterAll(async () => {
  await app.stop();
});

type Entry = Record<string, unknown>;

async function one(path: string): Promise<Entry> {
  const { body } = await api(app.url).get<{ data: Entry }>(path);
  return body.data;
}
async function first(path: string): Promise<Entry> {
  const { body } = await api(app.url).get<{ data: Entry[] }>(path);
  return body.data[0] ?? {};
}
const keys = (value: unknown): string[] => Object.keys(value as Entry).sort();

const SYSTEM = ['createdAt', 'documentId', 'id', 'publishedAt', 'updatedAt'];
const COMMON = [
  'body',
  'dateAdded',
  'description',
  'language',
  'publishedDate',
  'publisher',
  'slug',
  'title',
];
const DOCUMENT_KEYS = [...SYSTEM, ...COMMON].sort();
const LINK_KEYS = [...SYSTEM, ...COMMON, 'url'].sort();
const FILE_KEYS = ['ext', 'immutableUrl', 'mime', 'name', 'sha256', 'size', 'url'];
const RELATIONS = ['categories', 'source'];

describe('what the public reads', () => {
  it('of a document is these attributes and no other', async () => {
    expect(keys(await one(`/api/documents/${documentId}`))).toEqual(DOCUMENT_KEYS);
    expect(keys(await first('/api/documents'))).toEqual(DOCUMENT_KEYS);
  });

  it('of a link is these attributes and no other', async () => {
    expect(keys(await one(`/api/external-links/${linkId}`))).toEqual(LINK_KEYS);
    expect(keys(await first('/api/external-links'))).toEqual(LINK_KEYS);
  });

  it.each([
    'populate=*',
    'populate[0]=file&populate[1]=categories&populate[2]=source',
    'populate[file]=true&populate[categories]=true&populate[source]=true',
  ])('of a document with ?%s is its file and relations besides', async (query) => {
    const found = await one(`/api/documents/${documentId}?${query}`);
    const listed = await first(`/api/documents?${query}`);
    expect(keys(found)).toEqual([...DOCUMENT_KEYS, 'file', ...RELATIONS].sort());
    expect(keys(listed)).toEqual(keys(found));
  });

  it('of a link with everything populated is its relations besides', async () => {
    expect(keys(await one(`/api/external-links/${linkId}?populate=*`))).toEqual(
      [...LINK_KEYS, ...RELATIONS].sort(),
    );
  });

  it.each([
    'populate[file]=true',
    'populate=*',
    'populate[file][populate]=*',
    'populate[file][populate][related]=true',
    'populate[file][populate][related][populate]=*',
  ])('of a file with ?%s is these attributes and no other', async (query) => {
    const { file } = await one(`/api/documents/${documentId}?${query}`);
    const { file: listed } = await first(`/api/documents?${query}`);
    expect([keys(file), keys(listed)]).toEqual([FILE_KEYS, FILE_KEYS]);
  });

  it.each(['hash', 'provider', 'folderPath', 'formats', 'alternativeText'])(
    'of a file is not its %s, even by name',
    async (field) => {
      const { body } = await api(app.url).get<{ data: { file: Entry }[] | null }>(
        `/api/documents?populate[file][fields][0]=${field}`,
      );
      expect(body.data?.[0]?.file[field]).toBeUndefined();
    },
  );

  it.each(['fields[0]=title', 'fields=title&populate[categories][fields][0]=name'])(
    'with ?%s is no more than was asked for',
    async (query) => {
      const found = keys(await one(`/api/documents/${documentId}?${query}`));
      expect(
        found.filter((key) => !['documentId', 'id', 'title', 'categories'].includes(key)),
      ).toEqual([]);
    },
  );

  it('of a category or source has no trace of who made it', async () => {
    expect(keys(await first('/api/categories?populate=*'))).toEqual(
      [...SYSTEM, 'description', 'name', 'parent', 'position', 'slug'].sort(),
    );
    expect(keys(await first('/api/information-sources?populate=*'))).toEqual(
      [...SYSTEM, 'categories', 'description', 'name', 'slug', 'url'].sort(),
    );
  });

  it.each(['v4', 'v5'])('in response format %s names nobody', async (format) => {
    const { body } = await api(app.url)
      .withHeaders({ 'strapi-response-format': format })
      .get('/api/documents?populate=*');
    const text = JSON.stringify(body);
    expect(
      [member.email, member.username, reviewer.email].filter((name) => text.includes(name)),
    ).toEqual([]);
  });
});

describe('what a submitter reads', () => {
  it('of their own submission names no reviewer and shows no internal note', async () => {
    const submission = await submitLink(app, member);
    const shown = await ownDetail(app, member, submission.id);
    await api(app.url).as(reviewer.token).post(`/review/submissions/${submission.id}/decision`, {
      decision: 'reject',
      digest: shown.digest,
      reason: 'Not quite',
      note: 'Read the guide',
      internalNote: 'between-ourselves',
    });
    const text = JSON.stringify(await ownDetail(app, member, submission.id));
    expect(text).toMatch(/Not quite.*Read the guide/);
    expect(text).not.toMatch(new RegExp(`between-ourselves|${reviewer.email}|Test Person|"actor"`));
  });

  it('of their own submission is these attributes and no other', async () => {
    const submission = await submitLink(app, member);
    await reject(app, reviewer, submission);
    const shown = await ownDetail(app, member, submission.id);
    expect([keys(shown), keys(shown.history[0])]).toEqual([
      [
        'checks',
        'content',
        'decidedAt',
        'digest',
        'history',
        'id',
        'item',
        'link',
        'live',
        'reading',
        'revision',
        'state',
        'submittedAt',
        'type',
      ].sort(),
      ['at', 'event', 'note', 'reason', 'revision'],
    ]);
  });

  it('of themselves tells of no item', async () => {
    const { body } = await api(app.url).as(member.jwt).get('/api/users/me?populate=*');
    expect(JSON.stringify(body)).not.toMatch(/documentId":"(?!\w*"[^{]*username)[^"]*","title/);
  });
});

describe('what a reviewer reads', () => {
  it('of a submission names people, by name and not by e-mail address', async () => {
    const submission = await submitDocument(app, member);
    const list = await api(app.url).as(reviewer.token).get('/review/submissions');
    const single = await api(app.url)
      .as(reviewer.token)
      .get(`/review/submissions/${submission.id}`);
    const text = JSON.stringify([list.body, single.body]);
    expect([text.includes(member.username), text.includes(member.email)]).toEqual([true, false]);
  });
});
