import { startApp, type TestApp } from '../helpers/app';
import { createCategory, createSource } from '../helpers/catalogue';
import { ATOM_PATH, atomOf, feedTitles, JSON_PATH, jsonOf } from '../helpers/feeds';
import { makePdf } from '../helpers/files';
import { hostileTexts, legible } from '../helpers/hostile-texts';
import { approve, submitDocument, submitLink } from '../helpers/library';
import { addLiveRows, alterLiveRows, type LiveRow, withdrawLiveRows } from '../helpers/live-rows';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { all, only, texts } from '../helpers/xml';

const PUBLIC_URL = 'http://library.example.org';

let app: TestApp;
let editor: Admin;
let reviewer: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp({
    settings: {
      PUBLIC_URL,
      ACCESSION_LIBRARY_NAME: 'Tools & “Things” <1>',
      ACCESSION_ITEM_PAGE: 'https://www.example.org/library/{slug}',
    },
  });
  editor = await createAdmin(app, 'strapi-super-admin');
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

function titlesOf(rows: readonly LiveRow[]): string[] {
  return rows.map(({ title }) => title);
}

describe('the feed of the library', () => {
  it('shows the newest fifty items, the newest first', async () => {
    const rows = await addLiveRows(app, 55);
    expect(await feedTitles(app)).toEqual(titlesOf(rows).reverse().slice(0, 50));
  });

  it('says what it is, and since when it is so', async () => {
    const [row] = await addLiveRows(app, 1);
    const feed = await atomOf(app);
    const { items, ...about } = await jsonOf(app);
    expect(about).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Tools & “Things” <1>',
      home_page_url: PUBLIC_URL,
      feed_url: PUBLIC_URL + JSON_PATH,
      authors: [{ name: 'Tools & “Things” <1>' }],
    });
    expect(only(feed, 'title').text).toBe('Tools & “Things” <1>');
    expect(only(feed, 'id').text).toBe(PUBLIC_URL + ATOM_PATH);
    const newest = items.find(({ title }) => title === row?.title);
    expect(only(feed, 'updated').text).toBe(newest?.date_modified);
  });

  it('has nothing that is pending, and no longer what was withdrawn', async () => {
    const pending = await submitLink(app, member);
    const [withdrawn, live] = await addLiveRows(app, 2);
    await withdrawLiveRows(app, [withdrawn?.documentId ?? '']);
    const titles = await feedTitles(app);
    expect(titles).toContain(live?.title);
    expect(titles).not.toContain(withdrawn?.title);
    expect(titles).not.toContain(pending.item.title);
  });

  it('shows an altered item under the id it had, as altered', async () => {
    const [row] = await addLiveRows(app, 1);
    const entryOf = async () => all(await atomOf(app), 'entry')[0];
    const before = await entryOf();
    await alterLiveRows(app, [row?.documentId ?? ''], 'Better');
    const after = await entryOf();
    expect(after && texts(after, 'title')).toEqual([`Better: ${row?.title}`]);
    expect(after && texts(after, 'id')).toEqual(before && texts(before, 'id'));
    expect(after && texts(after, 'updated')).not.toEqual(before && texts(before, 'updated'));
  });

  it.each(hostileTexts)('is valid with an item called %j', async (title) => {
    await addLiveRows(app, 1, () => ({ title, description: title, publisher: title }));
    expect(texts(await atomOf(app), 'entry', 'title')[0]).toBe(legible(title));
    expect((await jsonOf(app)).items[0]).toMatchObject({ title, content_text: title });
  });
});

describe('a document in a feed', () => {
  it('brings its file, its categories and what else is known of it', async () => {
    const shelf = await createCategory(app, editor);
    const source = await createSource(app, editor);
    const file = await makePdf('The text');
    const submission = await submitDocument(
      app,
      member,
      {
        title: 'The title',
        description: 'One <b>\n\ntwo',
        categories: [shelf.documentId],
        source: source.documentId,
        publisher: 'Somebody',
        language: 'cy',
      },
      file,
    );
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const url = `${PUBLIC_URL}/api/documents/${documentId}/file`;
    const [item] = (await jsonOf(app)).items;
    expect(item).toMatchObject({
      id: `${PUBLIC_URL}/api/catalogue/${documentId}`,
      url: 'https://www.example.org/library/the-title',
      title: 'The title',
      content_text: 'One <b>\n\ntwo',
      content_html: '<p>One &lt;b&gt;</p><p>two</p>',
      authors: [{ name: 'Somebody' }],
      tags: [shelf.name],
      language: 'cy',
      attachments: [
        { url, mime_type: 'application/pdf', title: 'report.pdf', size_in_bytes: file.length },
      ],
    });
    const [entry] = all(await atomOf(app), 'entry');
    const links = entry ? all(entry, 'link').map(({ attributes }) => attributes) : [];
    expect(links).toEqual([
      { rel: 'alternate', href: 'https://www.example.org/library/the-title' },
      {
        rel: 'enclosure',
        href: url,
        type: 'application/pdf',
        length: String(file.length),
        title: 'report.pdf',
      },
    ]);
    expect(entry?.attributes).toEqual({ 'xml:lang': 'cy' });
    expect(entry && texts(entry, 'id')).toEqual([item?.id]);
    expect(entry && texts(entry, 'summary')).toEqual([item?.content_html]);
    expect(entry && all(entry, 'category').map(({ attributes }) => attributes.label)).toEqual([
      shelf.name,
    ]);
  });
});

describe('a link in a feed', () => {
  it('leads to its page and to the work', async () => {
    const submission = await submitLink(app, member, {
      title: 'Elsewhere',
      url: 'https://example.org/?a=1&b=2',
    });
    await approve(app, reviewer, submission);
    const [item] = (await jsonOf(app)).items;
    expect(item).toMatchObject({
      url: 'https://www.example.org/library/elsewhere',
      external_url: 'https://example.org/?a=1&b=2',
    });
    const [entry] = all(await atomOf(app), 'entry');
    const links = entry ? all(entry, 'link').map(({ attributes }) => attributes) : [];
    expect(links).toEqual([
      { rel: 'alternate', href: item?.url },
      { rel: 'related', href: item?.external_url },
    ]);
  });
});
