import fc from 'fast-check';

import { startApp, type TestApp } from '../helpers/app';
import { addLive, openForSql, removeLive } from '../helpers/live-items';
import { list } from '../helpers/reading';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  await openForSql(app);
});
afterEach(async () => {
  const rows = await app.sql<{ document_id: string }>('select document_id from catalogue_entry');
  await removeLive(
    app,
    rows.map(({ document_id }) => document_id),
  );
});
afterAll(async () => {
  await app.stop();
});

async function highlightOf(
  search: string,
  item: { title?: string; description?: string; body?: string; language?: string | null },
) {
  await addLive(app, [{ language: 'en', ...item }]);
  const { data } = await list(app, `_q=${encodeURIComponent(search)}`);
  return data[0]?.highlight;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Reads the HTML of a highlight.
 * @throws where it holds anything but text, the four entities, and `<mark>` around text
 */
function parse(html: string): { text: string; marked: string[] } {
  const marked: string[] = [];
  const decode = (text: string) =>
    text.replace(/&(amp|lt|gt|quot);|[&<>"]/g, (found, name: string | undefined) => {
      const character = name === undefined ? undefined : ENTITIES[name];
      if (character === undefined) throw new Error(`"${found}" stands unescaped in ${html}`);
      return character;
    });
  const parts = html.split(/<mark>(.*?)<\/mark>/s);
  const text = parts.map((part, index) => {
    if (index % 2 === 1) marked.push(decode(part));
    return decode(part);
  });
  return { text: text.join(''), marked };
}

/** What no text of ours holds for long: it is what marks are made of. */
const MARKS = new Set(['\u0002', '\u0003', '\u0004', '\u0005']);
const withoutMarks = (text: string) =>
  Array.from(text)
    .filter((each) => !MARKS.has(each))
    .join('');

const SNIPPETS = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '</mark><mark>',
  '<mark>needle</mark>',
  '&lt;b&gt; &amp; &#60; &needle;',
  '"needle"',
  "'needle'",
  '<needle>',
  '<!-- needle -->',
  'https://example.org/needle?a=<b>&c="d"',
  'a@needle.example',
  'needle-needle_needle/needle',
  '\u0002needle\u0003',
  '\u0004script\u0005',
  'Ünïcödé 🎈 ﷽ \u202e reversed',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ unit: 'binary', maxLength: 20 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(' ').replaceAll('\0', '').slice(0, 200));
/** Cut within a character, a text could not be stored. */
const whole = hostile.map((text) => text.replace(/[\uD800-\uDBFF]$/, ''));

describe('a highlight', () => {
  it('of a hostile text is that text, with nothing unescaped but marks', async () => {
    const item = fc.record({ title: whole, description: whole, body: whole });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 25, maxLength: 25 }), async (items) => {
        const written = items.map(({ title, description, body }) => ({
          title: `needle ${title}`,
          description,
          body,
          language: 'en',
        }));
        const ids = await addLive(app, written);
        const { data } = await list(app, '_q=needle&pagination[pageSize]=25');
        await removeLive(app, ids);
        expect(data).toHaveLength(25);
        for (const { id, highlight } of data) {
          const source = written[ids.indexOf(id)];
          const title = parse(highlight?.title ?? '');
          expect(title.text).toBe(withoutMarks(source?.title ?? ''));
          expect(title.marked[0]?.toLowerCase()).toContain('needle');
          for (const html of [highlight?.description ?? '', highlight?.body ?? '']) parse(html);
        }
      }),
      { numRuns: 8 },
    );
  });

  it.each([
    ['meeting', 'Two Meetings', 'Two <mark>Meetings</mark>'],
    ['cafe', 'Le Café', 'Le <mark>Café</mark>'],
    ['"annual budget"', 'The annual budget', 'The <mark>annual</mark> <mark>budget</mark>'],
    ['budget -minutes', 'Budget', '<mark>Budget</mark>'],
    ['budget', 'A <b>budget</b>', 'A &lt;b&gt;<mark>budget</mark>&lt;/b&gt;'],
  ])('of %s in %s is %s', async (search, title, html) => {
    expect((await highlightOf(search, { title }))?.title).toBe(html);
  });

  it('shows of a long description where the words are', async () => {
    const far = `${'Nothing here. '.repeat(60)}The budget is there. ${'Nothing more. '.repeat(60)}`;
    const highlight = await highlightOf('budget', { description: far });
    expect(highlight?.description).toContain('<mark>budget</mark>');
    expect(highlight?.description.length).toBeLessThan(400);
  });

  it('shows the body where only the body holds the words', async () => {
    const highlight = await highlightOf('budget', { title: 'Minutes', body: 'The **budget**' });
    expect(highlight).toMatchObject({ title: 'Minutes', body: '<mark>budget</mark>' });
  });

  it('leaves the body out where title or description hold the words', async () => {
    expect((await highlightOf('budget', { title: 'Budget', body: 'Budget' }))?.body).toBeNull();
  });

  it('is there only where something was looked for', async () => {
    await addLive(app, [{ title: 'Budget' }]);
    expect((await list(app)).data[0]).not.toHaveProperty('highlight');
  });
});
