import { startApp, type TestApp } from '../helpers/app';
import { differences } from '../helpers/catalogue';
import { makeDocx, makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import {
  approve,
  DOCUMENT,
  documentForm,
  reject,
  submitDocument,
  submitLink,
} from '../helpers/library';
import { caughtUp } from '../helpers/live-items';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { runDue, search } from '../helpers/reading-files';

let app: TestApp;
let reviewer: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

type Submission = Awaited<ReturnType<typeof submitDocument>>;

/** A live document whose file was read. */
async function live(file: Buffer, values: Record<string, unknown> = {}): Promise<Submission> {
  const submission = await submitDocument(app, member, { language: 'en', ...values }, file);
  await runDue(app);
  await approve(app, reviewer, submission);
  return submission;
}

async function found(words: string, query = ''): Promise<string[]> {
  const { status, body } = await search(app, words, query);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body.data.map(({ id }) => id);
}

describe('a word that only the file holds', () => {
  it('finds the live item, and the answer names page and passage', async () => {
    const { item } = await live(
      await makePdf('Nothing here.', 'Of the <wheelwright> & his hammers', 'Nothing here either.'),
    );
    const { body } = await search(app, 'wheelwright');
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({
      id: item.documentId,
      pages: 3,
      words: 10,
      highlight: {
        file: { page: 2, snippet: 'Of the &lt;<mark>wheelwright</mark>&gt; &amp; his hammers' },
      },
    });
    expect(body.meta.pagination).toMatchObject({ total: 1, relation: 'eq' });
  });

  it('is stemmed by the language of the item', async () => {
    const { item } = await live(await makePdf('They were surveying the lighthouses.'));
    expect(await found('survey lighthouse')).toEqual([item.documentId]);
  });

  it('of a file without pages is quoted without a page', async () => {
    const { item } = await live(await makeDocx('The cooperage closed in May.'));
    const { body } = await search(app, 'cooperage');
    expect(body.data[0]).toMatchObject({
      id: item.documentId,
      pages: null,
      highlight: { file: { page: null, snippet: 'The <mark>cooperage</mark> closed in May' } },
    });
  });

  it('comes after items that hold it in their title, and among its like where most pages do', async () => {
    const [few, many] = [
      await live(await makePdf('A tannery.', 'Else.', 'Else.')),
      await live(await makePdf('A tannery.', 'A tannery.', 'Else.')),
    ];
    const titled = await submitLink(app, member, { title: 'The tannery', language: 'en' });
    await approve(app, reviewer, titled);
    const order = [titled, many, few].map(({ item }) => item.documentId);
    expect(await found('tannery')).toEqual(order);
    const pages: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const after: string = next === '' ? '' : `&pagination[after]=${encodeURIComponent(next)}`;
      const { body } = await search(app, 'tannery', `&pagination[pageSize]=1${after}`);
      pages.push(...body.data.map(({ id }) => id));
      next = body.meta.pagination.next;
    }
    expect(pages).toEqual(order);
    expect(new Set(await found('tannery', '&sort=title:asc'))).toEqual(new Set(order));
    expect(await found('tannery', '&filters[kind]=link')).toEqual([titled.item.documentId]);
  });

  it('counts in totals and facets', async () => {
    await live(await makePdf('A smithy by the river.'));
    await live(await makePdf('A smithy on the hill.'));
    const { body } = await api(app.url).get<{
      meta: { pagination: object; facets: { kind: object } };
    }>('/api/catalogue?_q=smithy&facets=kind');
    expect(body.meta.pagination).toMatchObject({ total: 2, relation: 'eq' });
    expect(body.meta.facets.kind).toEqual({
      values: [{ value: 'document', count: 2 }],
      relation: 'eq',
    });
  });

  it('is found as part of a phrase on one page, and not across two', async () => {
    const { item } = await live(await makePdf('The old rope', 'works by the quay'));
    expect(await found('"works by the quay"')).toEqual([item.documentId]);
    expect(await found('"rope works"')).toEqual([]);
  });

  it('does not bring in what a query excludes', async () => {
    await live(await makePdf('The sawmill burned down.'), { title: 'A forbidden sawmill' });
    expect(await found('burned -forbidden')).toEqual([]);
  });
});

describe('a file that is not live', () => {
  it('is found by nobody while it waits, after it was turned down, and after it was withdrawn', async () => {
    const waiting = await submitDocument(app, member, {}, await makePdf('About the glassblower.'));
    await runDue(app);
    expect(await found('glassblower')).toEqual([]);
    await reject(app, reviewer, waiting);
    expect(await found('glassblower')).toEqual([]);
    expect(
      await app.sql('select from catalogue_page where document_id = $1', [waiting.item.documentId]),
    ).toEqual([]);

    const { item } = await live(await makePdf('About the bellfounder.'));
    expect(await found('bellfounder')).toEqual([item.documentId]);
    await app.strapi.documents(DOCUMENT).unpublish({ documentId: item.documentId });
    await caughtUp(app);
    expect(await found('bellfounder')).toEqual([]);
    expect(
      await app.sql('select from catalogue_page where document_id = $1', [item.documentId]),
    ).toEqual([]);
  });

  it('does not stand in for the live one while it waits to replace it', async () => {
    const submission = await live(await makePdf('First edition, on saddlery.'));
    const revised = await api(app.url)
      .as(member.jwt)
      .put(
        `/api/submissions/${submission.id}`,
        documentForm({}, await makePdf('Second edition, on harness.'), 'b.pdf'),
      );
    expect(revised.status).toBe(200);
    await runDue(app);
    expect(await found('harness')).toEqual([]);
    expect(await found('saddlery')).toEqual([submission.item.documentId]);
    await approve(app, reviewer, submission);
    expect(await found('harness')).toEqual([submission.item.documentId]);
    expect(await found('saddlery')).toEqual([]);
  });
});

describe('the entry of an item whose file is read late', () => {
  it('follows at once, as a change that websites hear of', async () => {
    const file = await makePdf('On clogs.');
    const submission = await submitDocument(app, member, { language: 'en' }, file);
    await approve(app, reviewer, submission);
    const before = await api(app.url).get<{ data: { pages: unknown }; meta: object }>(
      `/api/catalogue/${submission.item.documentId}`,
    );
    expect(before.body.data).toMatchObject({ pages: null, words: null, thumbnail: null });
    expect(await found('clogs')).toEqual([]);
    await runDue(app);
    await caughtUp(app);
    expect(await found('clogs')).toEqual([submission.item.documentId]);
    const changes = await app.sql<{ change: string }>(
      'select change from catalogue_change where document_id = $1 order by seq',
      [submission.item.documentId],
    );
    expect(changes.map(({ change }) => change)).toEqual(['entered', 'altered']);
  });

  it('is searched in the other language when the item is given one', async () => {
    const submission = await live(await makePdf('Les chevaux de trait.'));
    expect(await found('cheval')).toEqual([]);
    const editor = await createAdmin(app, 'strapi-super-admin');
    await api(app.url)
      .as(editor.token)
      .put(`/content-manager/collection-types/${DOCUMENT}/${submission.item.documentId}`, {
        language: 'fr',
      });
    await approve(app, reviewer, submission);
    expect(await found('cheval')).toEqual([submission.item.documentId]);
  });
});

describe('pages that are not what was read', () => {
  it.each([
    ['lost', 'delete from catalogue_page where document_id = $1'],
    ['altered', `update catalogue_page set search = 'other:1' where document_id = $1`],
    ['misnumbered', 'update catalogue_page set page = 7 where document_id = $1'],
    [
      'of another file',
      `update catalogue_entry set file_sha256 = repeat('0', 64) where document_id = $1`,
    ],
  ])('%s are found by verify and mended by rebuild', async (_what, damage) => {
    const { item } = await live(await makePdf('On limekilns.'));
    expect(await differences(app)).toEqual([]);
    await app.sql(damage, [item.documentId]);
    expect(await differences(app)).not.toEqual([]);
    await app.sql('select catalogue_rebuild()');
    expect(await differences(app)).toEqual([]);
    expect(await found('limekilns')).toContain(item.documentId);
  });

  it('of no item are found and removed too', async () => {
    await app.sql(`insert into catalogue_page values ('nobodys', 1, 1, 'word:1')`);
    expect(await differences(app)).toEqual(['nobodys: it has pages and no entry']);
    await app.sql('select catalogue_rebuild()');
    expect(await differences(app)).toEqual([]);
  });
});

describe('a library without texts of files', () => {
  it('is searched by as many statements as before there were any', async () => {
    await app.sql('delete from catalogue_page');
    const asked: string[] = [];
    const client = app.strapi.db.connection.client as {
      acquireConnection: () => Promise<{ query: (...args: unknown[]) => unknown }>;
    };
    const acquire = client.acquireConnection.bind(client);
    client.acquireConnection = async () => {
      const connection = await acquire();
      const [question] = [connection.query.bind(connection)];
      connection.query = (...args: unknown[]) => {
        asked.push(JSON.stringify(args[0]));
        return question(...args);
      };
      return connection;
    };
    await found('nothingofthekind');
    client.acquireConnection = acquire;
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((text) => text.includes('catalogue_page_hits'))).toEqual([]);
    await app.sql('select catalogue_rebuild()');
  });
});
