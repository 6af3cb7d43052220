import { randomBytes } from 'node:crypto';

import { startApp, type TestApp } from '../helpers/app';
import { linkValues } from '../helpers/doors';
import { api } from '../helpers/http';
import { contentManager, LINK, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let admin: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  admin = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

interface Stored {
  status: number;
  message?: string;
  row?: Record<string, unknown>;
}
type Door = (values: Record<string, unknown>) => Promise<Stored>;

async function rowOf(title: unknown): Promise<Record<string, unknown> | undefined> {
  const [row] = await app.sql<Record<string, unknown>>(
    'select * from external_links where title = $1',
    [title],
  );
  return row;
}
async function answered(
  title: unknown,
  { status, body }: { status: number; body: Envelope<unknown> },
): Promise<Stored> {
  const row = await rowOf(title);
  return {
    status,
    ...(status < 400 ? {} : { message: body.error.message }),
    ...(row === undefined ? {} : { row }),
  };
}
/** The server's own writes: what is thrown is as good as a 400. */
async function written(title: unknown, write: () => Promise<unknown>): Promise<Stored> {
  const refusal = await write().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const row = await rowOf(title);
  return {
    status: refusal === undefined ? 201 : 400,
    ...(refusal === undefined ? {} : { message: refusal }),
    ...(row === undefined ? {} : { row }),
  };
}

const DOORS: [string, Door][] = [
  [
    'a submission',
    async (values) =>
      answered(
        values.title,
        await api(app.url).as(member.jwt).post('/api/submissions/external-links', { data: values }),
      ),
  ],
  [
    'the content manager',
    async (values) =>
      answered(values.title, await api(app.url).as(admin.token).post(contentManager(LINK), values)),
  ],
  [
    'the document service',
    (values) =>
      written(values.title, () => app.strapi.documents(LINK).create({ data: values as never })),
  ],
  [
    'the query engine',
    // As a draft, which is not its default.
    (values) =>
      written(values.title, () =>
        app.strapi.db.query(LINK).create({ data: { publishedAt: null, ...values } }),
      ),
  ],
  [
    'the query engine, of many rows',
    (values) => {
      const row = { documentId: randomBytes(12).toString('hex'), publishedAt: null, ...values };
      return written(values.title, () => app.strapi.db.query(LINK).createMany({ data: [row] }));
    },
  ],
];

const longUrl = `https://example.org/${'a'.repeat(2_029)}`;

describe.each(DOORS)('through %s', (_, write) => {
  it.each([
    ['HTTPS://Example.ORG', 'https://example.org/'],
    ['  https://example.org/a  ', 'https://example.org/a'],
    ['https://example.org:443/a', 'https://example.org/a'],
    ['http://example.org:80/../b', 'http://example.org/b'],
    ['https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC'],
    ['https://example.org/?q=a b', 'https://example.org/?q=a%20b'],
  ])('the address %j is kept as %s', async (url, expected) => {
    const { status, row } = await write(linkValues({ url }));
    expect([status, row?.url]).toEqual([201, expected]);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://example.org/',
    'https://user:secret@example.org/',
    'https://user@example.org/',
    'example.org',
    '//example.org/',
    'https://',
    longUrl,
    `https://example.org/${'ü'.repeat(500)}`,
  ])('the address %.40j is refused in a sentence', async (url) => {
    const { status, message, row } = await write(linkValues({ url }));
    expect([status, message, row]).toEqual([400, expect.stringMatching(/\w+ .+/), undefined]);
  });

  it('an address of 2,048 characters is kept', async () => {
    const { status } = await write(linkValues({ url: longUrl.slice(0, 2_048) }));
    expect(status).toBe(201);
  });

  it.each(['2024', '2024-02', '2024-02-29', '1066'])(
    'the date %s is kept as it is',
    async (publishedDate) => {
      const { row } = await write(linkValues({ publishedDate }));
      expect(row?.published_date).toBe(publishedDate);
    },
  );

  it.each([
    '2023-02-29',
    '2024-13',
    '2024-00-01',
    '24',
    '2024-2-9',
    '9.3.2024',
    '2024-03-09T00:00',
    'soon',
  ])('the date %s is refused', async (publishedDate) => {
    const { status, row } = await write(linkValues({ publishedDate }));
    expect([status, row]).toEqual([400, undefined]);
  });

  it.each([
    ['EN-gb', 'en-GB'],
    ['cy', 'cy'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('the language %s is kept as %s', async (language, expected) => {
    const { row } = await write(linkValues({ language }));
    expect(row?.language).toBe(expected);
  });

  it.each(['english please', 'e', 'en_GB', '123'])(
    'the language %s is refused',
    async (language) => {
      const { status, row } = await write(linkValues({ language }));
      expect([status, row]).toEqual([400, undefined]);
    },
  );
});

describe.each(DOORS.slice(0, 3))('through %s', (_, write) => {
  it('the language is English where nothing is said', async () => {
    const { row } = await write(linkValues());
    expect(row?.language).toBe('en');
  });

  it.each([
    ['a description', { description: 'd'.repeat(2_001) }],
    ['a title', { title: 't'.repeat(256) }],
    ['a publisher', { publisher: 'p'.repeat(256) }],
    ['a body', { body: 'b'.repeat(200_001) }],
  ])('%s that is too long is refused', async (_name, values) => {
    const { status, row } = await write(linkValues(values));
    expect([status, row]).toEqual([400, undefined]);
  });

  it('a description of 2,000 characters is kept', async () => {
    const { status } = await write(linkValues({ description: 'd'.repeat(2_000) }));
    expect(status).toBe(201);
  });
});

describe('an update', () => {
  it.each([
    ['url', 'javascript:alert(1)'],
    ['publishedDate', '2023-02-29'],
    ['language', 'english please'],
  ])('by the query engine brings no %s that is refused elsewhere', async (field, value) => {
    const values = linkValues();
    await app.strapi.documents(LINK).create({ data: values as never });
    const before = await rowOf(values.title);
    const data = { [field]: value };
    const where = { title: values.title };
    await expect(app.strapi.db.query(LINK).update({ where, data })).rejects.toThrow();
    await expect(app.strapi.db.query(LINK).updateMany({ where, data })).rejects.toThrow();
    expect(await rowOf(values.title)).toEqual(before);
  });

  it('by the query engine, found by documentId, may change the slug to a free one', async () => {
    const values = linkValues();
    const { documentId } = await app.strapi.documents(LINK).create({ data: values as never });
    await app.strapi.db.query(LINK).update({ where: { documentId }, data: { slug: 'a-free-one' } });
    expect((await rowOf(values.title))?.slug).toBe('a-free-one');
  });
});
