import fc from 'fast-check';

import { type MirrorStore, updateMirror } from '../../examples/mirror/mirror';
import type { CatalogueItem } from '../../src/api/catalogue/item';
import { startApp, type TestApp } from '../helpers/app';
import {
  CATEGORY,
  createCategory,
  createSource,
  differences,
  entries,
  liveItems,
  type Reference,
  SOURCE,
  type TimelessItem,
} from '../helpers/catalogue';
import { press, pressForAll } from '../helpers/doors';
import { api } from '../helpers/http';
import { approve, contentManager, LINK, reject, submitLink, uniqueTitle } from '../helpers/library';
import { caughtUp } from '../helpers/live-items';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let reviewer: Admin;
let editor: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
  editor = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

interface World {
  submissions: { id: string; item: { documentId: string } }[];
  categories: Reference[];
  sources: Reference[];
}

function manager() {
  return api(app.url).as(editor.token);
}
function at<T>(list: readonly T[], which: number): T | undefined {
  return list[which % Math.max(1, list.length)];
}
/** Counted from the last one, for the first ones are soon withdrawn. */
const newest = ({ submissions }: World, which: number) => at([...submissions].reverse(), which);
const itemAt = (world: World, which: number) => newest(world, which)?.item.documentId ?? 'none';
const connect = (reference: Reference | undefined) => ({
  set: reference === undefined ? [] : [{ documentId: reference.documentId }],
});

/** What people and programs do to a library. Much of it is refused, as it would be to them. */
const ACTS: Record<string, (world: World, which: number, other: number) => Promise<unknown>> = {
  'submits and has approved': async (world, which, other) => {
    const [category, source] = [at(world.categories, which), at(world.sources, other)];
    const submission = await submitLink(app, member, {
      categories: category === undefined ? [] : [category.documentId],
      source: source?.documentId ?? null,
      language: other % 2 === 0 ? 'en' : 'cy',
    });
    world.submissions.push(submission);
    await approve(app, reviewer, submission);
  },
  'edits and has approved': async (world, which, other) => {
    const submission = newest(world, which);
    if (submission === undefined) return;
    await manager().put(contentManager(LINK, submission.item.documentId), {
      title: uniqueTitle('Edited'),
      categories: connect(at(world.categories, other)),
    });
    await approve(app, reviewer, submission);
  },
  submits: async (world) => world.submissions.push(await submitLink(app, member)),
  approves: async (world, which) => {
    const submission = newest(world, which);
    if (submission !== undefined) await approve(app, reviewer, submission);
  },
  rejects: async (world, which) => {
    const submission = newest(world, which);
    if (submission !== undefined) await reject(app, reviewer, submission);
  },
  revises: async (world, which) =>
    api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${String(newest(world, which)?.id)}`, {
        data: { title: uniqueTitle('Revised') },
      }),
  edits: async (world, which, other) =>
    manager().put(contentManager(LINK, itemAt(world, which)), {
      title: uniqueTitle('Edited'),
      description: `Edited\n\n${'x'.repeat(other)}`,
      categories: connect(at(world.categories, other)),
    }),
  unpublishes: async (world, which) => press(app, editor, LINK, itemAt(world, which), 'unpublish'),
  'unpublishes several': async (world) =>
    pressForAll(
      app,
      editor,
      LINK,
      world.submissions.map(({ item }) => item.documentId),
      'bulkUnpublish',
    ),
  discards: async (world, which) => press(app, editor, LINK, itemAt(world, which), 'discard'),
  deletes: async (world, which) => manager().delete(contentManager(LINK, itemAt(world, which))),
  'renames a category': async (world, which) =>
    manager().put(contentManager(CATEGORY, at(world.categories, which)?.documentId), {
      name: uniqueTitle('Category'),
    }),
  'moves a category': async (world, which, other) =>
    manager().put(contentManager(CATEGORY, at(world.categories, which)?.documentId), {
      parent: connect(at(world.categories, other)),
    }),
  'deletes a category': async (world, which) =>
    manager().delete(contentManager(CATEGORY, at(world.categories, which)?.documentId)),
  'makes a category': async (world, which) =>
    world.categories.push(await createCategory(app, editor, at(world.categories, which))),
  'renames a source': async (world, which) =>
    manager().put(contentManager(SOURCE, at(world.sources, which)?.documentId), {
      name: uniqueTitle('Source'),
    }),
  'deletes a source': async (world, which) =>
    manager().delete(contentManager(SOURCE, at(world.sources, which)?.documentId)),
  'deletes a live row by SQL': async (world, which) =>
    app.sql('delete from external_links where document_id = $1 and published_at is not null', [
      itemAt(world, which),
    ]),
};

/** What makes a library grow comes more often, or there would soon be nothing left to change. */
const OFTEN = [
  ...Array<string>(6).fill('submits and has approved'),
  ...Array<string>(6).fill('edits and has approved'),
];

const step = fc.record({
  act: fc.constantFrom(...OFTEN, ...Object.keys(ACTS)),
  which: fc.noBias(fc.integer({ min: 0, max: 9 })),
  other: fc.noBias(fc.integer({ min: 0, max: 9 })),
  isAtOnce: fc.boolean(),
});

function memoryStore(): MirrorStore<CatalogueItem> & { items: Map<string, TimelessItem> } {
  const items = new Map<string, TimelessItem>();
  let cursor: string | undefined;
  return {
    items,
    cursor: () => Promise.resolve(cursor),
    saveCursor: (next) => {
      cursor = next;
      return Promise.resolve();
    },
    put: (item) => {
      const { updatedAt, ...timeless } = item;
      if (Number.isNaN(Date.parse(updatedAt))) throw new Error(`No moment: ${updatedAt}`);
      items.set(item.id, timeless);
      return Promise.resolve();
    },
    remove: (id) => {
      items.delete(id);
      return Promise.resolve();
    },
    ids: () => Promise.resolve([...items.keys()]),
  };
}

/** Some steps are taken at the same moment as the one after, as in a library with several editors. */
async function take(
  world: World,
  steps: { act: string; which: number; other: number; isAtOnce: boolean }[],
) {
  let underWay: Promise<unknown>[] = [];
  for (const { act, which, other, isAtOnce } of steps) {
    // Refusals throw in the helpers; whatever was done or refused, the catalogue must be true.
    underWay.push(ACTS[act]?.(world, which, other).catch(() => undefined) ?? Promise.resolve());
    if (isAtOnce) continue;
    await Promise.all(underWay);
    underWay = [];
  }
  await Promise.all(underWay);
}

describe('after anything that was done to the library', () => {
  it('entries, the live rows and a mirror that followed the changes are equal', async () => {
    const mirror = memoryStore();
    const world: World = { submissions: [], categories: [], sources: [] };
    for (let i = 0; i < 3; i += 1) {
      world.categories.push(await createCategory(app, editor, at(world.categories, i)));
      world.sources.push(await createSource(app, editor));
    }
    await updateMirror(app.url, mirror);
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 6, maxLength: 16, size: 'max' }),
      async (steps) => {
        await take(world, steps);
        // Of what was deleted by SQL it is told a moment later, and the mirror has asked from this place before.
        await caughtUp(app);
        await updateMirror(app.url, mirror);
        const live = await liveItems(app);
        expect(await entries(app)).toEqual(live);
        expect(new Map([...mirror.items].sort())).toEqual(new Map([...live].sort()));
        expect(await differences(app)).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: 25, endOnFailure: true });
    const numbers = await app.sql<{ missing: string }>(
      'select max(seq) - count(*) as missing from catalogue_change',
    );
    expect(numbers).toEqual([{ missing: '0' }]);
    // Or it was a history of refusals only.
    const kinds = await app.sql<{ change: string }>(
      'select change from catalogue_change group by change having count(*) > 2 order by change',
    );
    expect(kinds.map(({ change }) => change)).toEqual(['altered', 'entered', 'withdrawn']);
  }, 600_000);

  it('a mirror that begins now is equal to one that followed from the beginning', async () => {
    const late = memoryStore();
    await updateMirror(app.url, late);
    expect(new Map([...late.items].sort())).toEqual(new Map([...(await liveItems(app))].sort()));
  });
});
