import fc from 'fast-check';

import { startApp, type TestApp } from '../helpers/app';
import { differences, entries, liveItems } from '../helpers/catalogue';
import { press } from '../helpers/doors';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, DOCUMENT, documentForm, submitDocument } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { runDue } from '../helpers/reading-files';

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

type Submission = Awaited<ReturnType<typeof submitDocument>>;
type Act = (world: Submission[], which: number) => Promise<unknown>;

/** A few only, so that several items have the same bytes. */
const somePdf = (which: number) => makePdf(`File ${which % 3}`, 'Its second page.');
const at = (world: Submission[], which: number) => world[which % Math.max(1, world.length)];

/** What happens to documents and their files. What is refused throws, and is passed over. */
const ACTS: Record<string, Act> = {
  submits: async (world, which) =>
    world.push(await submitDocument(app, member, { language: 'en' }, await somePdf(which))),
  'submits and approves': async (world, which) => {
    const submission = await submitDocument(app, member, { language: 'cy' }, await somePdf(which));
    world.push(submission);
    await approve(app, reviewer, submission);
  },
  approves: async (world, which) => {
    const submission = at(world, which);
    if (submission !== undefined) await approve(app, reviewer, submission);
  },
  'replaces a file': async (world, which) =>
    api(app.url)
      .as(member.jwt)
      .put(
        `/api/submissions/${String(at(world, which)?.id)}`,
        documentForm({}, await somePdf(which + 1), 'other.pdf'),
      ),
  'reads what waits': () => runDue(app),
  'reads anew': async () => {
    await app.sql(
      `update review_readings set words = words + 1, text_digest = md5(random()::text)`,
    );
  },
  unpublishes: async (world, which) =>
    press(app, editor, DOCUMENT, at(world, which)?.item.documentId ?? 'none', 'unpublish'),
  deletes: async (world, which) =>
    api(app.url)
      .as(editor.token)
      .delete(
        `/content-manager/collection-types/${DOCUMENT}/${String(at(world, which)?.item.documentId)}`,
      ),
};

const step = fc.record({
  act: fc.constantFrom('submits and approves', 'reads what waits', ...Object.keys(ACTS)),
  which: fc.noBias(fc.integer({ min: 0, max: 5 })),
  isAtOnce: fc.boolean(),
});

async function take(
  world: Submission[],
  steps: { act: string; which: number; isAtOnce: boolean }[],
) {
  let underWay: Promise<unknown>[] = [];
  for (const { act, which, isAtOnce } of steps) {
    underWay.push(ACTS[act]?.(world, which).catch(() => undefined) ?? Promise.resolve());
    if (isAtOnce) continue;
    await Promise.all(underWay);
    underWay = [];
  }
  await Promise.all(underWay);
}

/** Files of live items whose text is to be found, asked of Strapi's own rows. */
const DUE = `select distinct d.document_id from library_documents d
  join files_related_mph m on m.related_id = d.id and m.related_type = '${DOCUMENT}'
  join files f on f.id = m.file_id join review_readings r on r.sha256 = f.sha256 and r.has_text
  where d.published_at is not null order by 1`;

describe('after anything that was done to documents and their files', () => {
  it('entries say what was read of live files, and the text of no other can be found', async () => {
    const world: Submission[] = [];
    let found = 0;
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 10, size: 'max' }),
      async (steps) => {
        await take(world, steps);
        expect(await entries(app)).toEqual(await liveItems(app));
        expect(await differences(app)).toEqual([]);
        const kept = await app.sql('select distinct document_id from catalogue_page order by 1');
        expect(kept).toEqual(await app.sql(DUE));
        found = Math.max(found, kept.length);
        const orphans = await app.sql(
          'select sha256 from review_readings r where not exists (select from files f where f.sha256 = r.sha256)',
        );
        expect(orphans).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: 12, endOnFailure: true });
    // Or nothing was ever read.
    expect(found).toBeGreaterThan(0);
  }, 600_000);
});
