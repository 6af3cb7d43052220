import type { Core } from '@strapi/strapi';

import { startApp, type TestApp } from '../helpers/app';
import { linkValues, liveRowOf, press, stateOf, storyOf } from '../helpers/doors';
import { violations } from '../helpers/invariants';
import { approve, LINK, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
});
// Whatever the tests did, and whoever was refused: what must hold, holds.
afterAll(async () => {
  const found = await violations(app);
  await app.stop();
  expect(found).toEqual([]);
});

type Values = Record<string, unknown>;
/** The document and the entity service with parameters no type of theirs allows. */
type Loose = Record<string, (...parameters: unknown[]) => Promise<unknown>>;
function documents(strapi: Core.Strapi): Loose {
  return strapi.documents(LINK) as unknown as Loose;
}
function entities(strapi: Core.Strapi): Loose {
  // Deprecated, and a door until Strapi removes it.
  return Reflect.get(strapi, 'entityService') as unknown as Loose;
}

async function live(): Promise<string> {
  const submission = await submitLink(app, member);
  await approve(app, reviewer, submission);
  return submission.item.documentId;
}
async function pending(): Promise<string> {
  return (await submitLink(app, member)).item.documentId;
}

async function rowId(documentId: string, version: 'draft' | 'live'): Promise<number | undefined> {
  const is = version === 'draft' ? 'null' : 'not null';
  const [row] = await app.sql<{ id: number }>(
    `select id from external_links where document_id = $1 and published_at is ${is}`,
    [documentId],
  );
  return row?.id;
}

const now = (): string => new Date().toISOString();
const PUBLISHED_ROWS = `select document_id, title, url from external_links where published_at is not null order by 1`;

const REFUSED: [string, (item: string) => Promise<unknown>][] = [
  [
    'create',
    () => documents(app.strapi).create?.({ data: linkValues(), status: 'published' }) ?? never(),
  ],
  [
    'update',
    (documentId) => call('update', { documentId, data: linkValues(), status: 'published' }),
  ],
  ['publish', (documentId) => call('publish', { documentId })],
  ['publish of every locale', (documentId) => call('publish', { documentId, locale: '*' })],
  ['clone', (documentId) => call('clone', { documentId, data: linkValues(), status: 'published' })],
  ['publish of nothing in particular', () => call('publish', {})],
  [
    'create of the entity service',
    () => entity('create', LINK, { data: linkValues({ publishedAt: now() }), status: 'published' }),
  ],
];

function never(): never {
  throw new Error('The service has no such method');
}
function call(action: string, parameters: Values): Promise<unknown> {
  return documents(app.strapi)[action]?.(parameters) ?? never();
}
function entity(action: string, ...parameters: unknown[]): Promise<unknown> {
  return entities(app.strapi)[action]?.(...parameters) ?? never();
}

describe.each([
  ['a pending item', pending],
  ['a live item', live],
])('with %s at hand, code of the server', (_, make) => {
  it.each(REFUSED.filter(([name]) => !name.includes('publish')))(
    'is refused %s with the status published',
    async (_name, attempt) => {
      const item = await make();
      const before = await app.sql(PUBLISHED_ROWS);
      // In the guard's words, not the database's: nothing was tried.
      await expect(attempt(item)).rejects.toThrow('Nothing is published without a decision');
      expect(await app.sql(PUBLISHED_ROWS)).toEqual(before);
    },
  );

  it.each(['create', 'update', 'clone'])(
    'makes nothing live by %s with publishedAt among the values',
    async (action) => {
      const documentId = await make();
      const before = await app.sql(PUBLISHED_ROWS);
      await call(action, { documentId, data: linkValues({ publishedAt: now() }) }).catch(
        () => null,
      );
      expect(await app.sql(PUBLISHED_ROWS)).toEqual(before);
    },
  );

  it('makes nothing live by an update of the entity service', async () => {
    const item = await make();
    const before = await app.sql(PUBLISHED_ROWS);
    const data = linkValues({ publishedAt: now() });
    for (const version of ['draft', 'live'] as const) {
      const id = await rowId(item, version);
      if (id !== undefined) {
        await entity('update', LINK, id, { data, status: 'published' }).catch(() => null);
      }
    }
    expect(await app.sql(PUBLISHED_ROWS)).toEqual(before);
  });

  it.each(['PUBLISHED', 'live', ['published'], { $eq: 'published' }, true])(
    'makes nothing live by the status %j',
    async (status) => {
      const documentId = await make();
      const before = await app.sql(PUBLISHED_ROWS);
      await call('update', { documentId, data: linkValues(), status }).catch(() => null);
      await call('create', { data: linkValues(), status }).catch(() => null);
      expect(await app.sql(PUBLISHED_ROWS)).toEqual(before);
    },
  );
});

describe('a pending item', () => {
  it.each(REFUSED.filter(([name]) => name.startsWith('publish')))(
    'does not become live by %s',
    async (_, attempt) => {
      const item = await pending();
      await expect(attempt(item)).rejects.toThrow();
      expect(await liveRowOf(app, 'external_links', item)).toBeUndefined();
    },
  );

  it('keeps its draft when there is no live version to discard to', async () => {
    const item = await pending();
    await expect(call('discardDraft', { documentId: item })).rejects.toThrow(
      'nothing to go back to',
    );
    expect(await stateOf(app, item)).toBe('pending');
  });

  it('loses its submission with its rows, and the log says so', async () => {
    const item = await pending();
    await call('delete', { documentId: item });
    expect([await stateOf(app, item), await storyOf(app, item)]).toEqual([
      undefined,
      ['submitted', 'deleted'],
    ]);
  });
});

describe('a live item', () => {
  it('waits for a decision again after an update, and its live version stays', async () => {
    const item = await live();
    const before = await liveRowOf(app, 'external_links', item);
    await call('update', { documentId: item, data: linkValues() });
    expect([await stateOf(app, item), await liveRowOf(app, 'external_links', item)]).toEqual([
      'pending',
      before,
    ]);
  });

  it('does not wait after an update that changed nothing', async () => {
    const item = await live();
    await call('update', { documentId: item, data: {} });
    expect(await storyOf(app, item)).toEqual(['submitted', 'approved']);
  });

  it('stays the same row, and the log as short, when published again', async () => {
    const item = await live();
    const before = await liveRowOf(app, 'external_links', item);
    await press(app, reviewer, LINK, item, 'publish');
    expect([await liveRowOf(app, 'external_links', item), await storyOf(app, item)]).toEqual([
      before,
      ['submitted', 'approved'],
    ]);
  });

  it('has lost its approval after unpublish', async () => {
    const item = await live();
    await call('unpublish', { documentId: item });
    expect([await stateOf(app, item), await storyOf(app, item)]).toEqual([
      'rejected',
      ['submitted', 'approved', 'unpublished'],
    ]);
  });

  it('is approved again after its revision is discarded', async () => {
    const item = await live();
    await call('update', { documentId: item, data: linkValues() });
    await call('discardDraft', { documentId: item });
    expect(await stateOf(app, item)).toBe('approved');
  });

  it('has a clone that is pending and has no date added', async () => {
    const item = await live();
    const cloned = (await call('clone', { documentId: item, data: { title: 'A copy' } })) as {
      documentId: string;
    };
    const [row] = await app.sql<{ date_added: unknown }>(
      'select date_added from external_links where document_id = $1',
      [cloned.documentId],
    );
    expect([await stateOf(app, cloned.documentId), row?.date_added]).toEqual(['pending', null]);
  });

  it('leaves the log with its end when deleted', async () => {
    const item = await live();
    await call('delete', { documentId: item });
    expect(await storyOf(app, item)).toEqual(['submitted', 'approved', 'deleted']);
  });
});
