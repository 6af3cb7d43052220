import { startApp, type TestApp } from '../helpers/app';
import { CATEGORY, createCategory, type Reference } from '../helpers/catalogue';
import { api } from '../helpers/http';
import { approve, contentManager, LINK, submitLink, uniqueTitle } from '../helpers/library';
import { caughtUp } from '../helpers/live-items';
import { addLiveRows, type LiveRow, withdrawLiveRows } from '../helpers/live-rows';
import { errorsIn, harvest, oai, recordsIn } from '../helpers/oai';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { all, only, texts } from '../helpers/xml';

let app: TestApp;
let editor: Admin;
let reviewer: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  editor = await createAdmin(app, 'strapi-super-admin');
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

function manager() {
  return api(app.url).as(editor.token);
}

/** A category within one within one, the outermost first, and their sets. */
async function threeDeep(): Promise<{ categories: Reference[]; specs: string[] }> {
  const outer = await createCategory(app, editor);
  const middle = await createCategory(app, editor, outer);
  const inner = await createCategory(app, editor, middle);
  const categories = [outer, middle, inner];
  const slugs = categories.map(({ name }) => name.toLowerCase().replaceAll(' ', '-'));
  return { categories, specs: slugs.map((_, depth) => slugs.slice(0, depth + 1).join(':')) };
}

async function rowIn(...categories: (Reference | undefined)[]): Promise<LiveRow> {
  const ids = categories.flatMap((category) => category?.id ?? []);
  const [row] = await addLiveRows(app, 1, () => ({ categories: ids }));
  if (row === undefined) throw new Error('One row was asked for');
  return row;
}

async function idsIn(set: string | undefined): Promise<string[]> {
  const { records } = await harvest(app, { set: set ?? '' });
  return records.map(({ id }) => id);
}

async function setsOf(documentId: string): Promise<string[]> {
  const identifier = `oai:localhost:${documentId}`;
  const root = await oai(app, { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier });
  return recordsIn(root)[0]?.sets ?? [];
}

describe('ListSets', () => {
  it('names a set for each category, under those that contain it', async () => {
    const { categories, specs } = await threeDeep();
    const sets = all(await oai(app, { verb: 'ListSets' }), 'ListSets', 'set');
    const names = new Map(
      sets.map((set) => [only(set, 'setSpec').text, only(set, 'setName').text]),
    );
    expect(specs.map((spec) => names.get(spec))).toEqual(categories.map(({ name }) => name));
  });

  it('tells what a category is about', async () => {
    const name = uniqueTitle('Category');
    await manager().post(contentManager(CATEGORY), { name, description: 'What <is> in & it' });
    const sets = all(await oai(app, { verb: 'ListSets' }), 'ListSets', 'set');
    const set = sets.find((one) => only(one, 'setName').text === name);
    expect(set && texts(set, 'setDescription', 'dc', 'description')).toEqual(['What <is> in & it']);
  });

  it('is valid with a category whose name XML cannot hold', async () => {
    await app.sql(
      `insert into categories (document_id, name, slug) values ('odd', E'\\u0001', 'odd')`,
    );
    await caughtUp(app);
    const sets = all(await oai(app, { verb: 'ListSets' }), 'ListSets', 'set');
    expect(sets.map((set) => only(set, 'setName').text)).toContain('odd');
  });
});

describe('an item', () => {
  it('is in the set of its category and of all that contain it, and names them', async () => {
    const { categories, specs } = await threeDeep();
    const { documentId } = await rowIn(categories[2]);
    for (const spec of specs) expect(await idsIn(spec)).toEqual([documentId]);
    expect(await setsOf(documentId)).toEqual([...specs].sort());
  });

  it('is not in the sets within its category', async () => {
    const { categories, specs } = await threeDeep();
    const { documentId } = await rowIn(categories[1]);
    const { documentId: inner } = await rowIn(categories[2]);
    expect(await idsIn(specs[1])).toEqual([documentId, inner]);
    expect(await idsIn(specs[2])).toEqual([inner]);
  });

  it('is once in a set, however many of its categories are in it', async () => {
    const { categories, specs } = await threeDeep();
    const { documentId } = await rowIn(...categories);
    expect(await idsIn(specs[0])).toEqual([documentId]);
  });

  it('that is filed elsewhere is in the sets of its new category', async () => {
    const before = await threeDeep();
    const after = await threeDeep();
    const submission = await submitLink(app, member, {
      categories: [before.categories[2]?.documentId],
    });
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const place = { documentId: after.categories[2]?.documentId };
    await manager().put(contentManager(LINK, documentId), { categories: { set: [place] } });
    await approve(app, reviewer, submission);
    expect(await setsOf(documentId)).toEqual([...after.specs].sort());
    expect(await idsIn(after.specs[0])).toEqual([documentId]);
    const gone = await oai(app, {
      verb: 'ListRecords',
      metadataPrefix: 'oai_dc',
      set: before.specs[0] ?? '',
    });
    expect(errorsIn(gone)).toEqual(['noRecordsMatch']);
  });

  it('that is withdrawn stays in its sets as deleted', async () => {
    const { categories, specs } = await threeDeep();
    const { documentId } = await rowIn(categories[2]);
    await withdrawLiveRows(app, [documentId]);
    for (const set of specs) {
      const { records } = await harvest(app, { set });
      expect(records).toMatchObject([{ id: documentId, isDeleted: true }]);
    }
    expect(await setsOf(documentId)).toEqual([...specs].sort());
  });
});

describe('a category', () => {
  it('that is moved takes its items along into other sets', async () => {
    const { categories } = await threeDeep();
    const target = await threeDeep();
    const { documentId } = await rowIn(categories[2]);
    await manager().put(contentManager(CATEGORY, categories[1]?.documentId), {
      parent: { connect: [{ documentId: target.categories[0]?.documentId }] },
    });
    expect(await idsIn(target.specs[0])).toEqual([documentId]);
    expect(await setsOf(documentId)).toHaveLength(3);
  });

  it('that is deleted is no set any more, not of what was withdrawn either', async () => {
    const { categories, specs } = await threeDeep();
    const live = await rowIn(categories[2]);
    const withdrawn = await rowIn(categories[2]);
    await withdrawLiveRows(app, [withdrawn.documentId]);
    await manager().delete(contentManager(CATEGORY, categories[2]?.documentId));
    expect(await setsOf(live.documentId)).toEqual([]);
    expect(await setsOf(withdrawn.documentId)).toEqual(specs.slice(0, 2));
    const sets = texts(await oai(app, { verb: 'ListSets' }), 'ListSets', 'set', 'setSpec');
    expect(sets).not.toContain(specs[2]);
  });
});

describe('a set that is not there', () => {
  it('has no records', async () => {
    await threeDeep();
    const set = 'no-such:set';
    const root = await oai(app, { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', set });
    expect(errorsIn(root)).toEqual(['noRecordsMatch']);
  });

  it('is what a set below others is under its own name alone', async () => {
    const { categories, specs } = await threeDeep();
    await rowIn(categories[2]);
    const set = specs[2]?.split(':').at(-1) ?? '';
    const root = await oai(app, { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', set });
    expect(errorsIn(root)).toEqual(['noRecordsMatch']);
  });
});
