import { startApp, type TestApp } from '../helpers/app';
import { createCategory, deskOf, type Desk } from '../helpers/desk';
import { submitLink } from '../helpers/library';
import { createAdmin, createMember, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

/** More than are looked up one by one. */
const CHILDREN = 60;

let app: TestApp;
let member: Member;
let desk: Desk;
let inside: string[];
let others: string[];
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  const reviewer = await createAdmin(app, 'review-reviewer');
  desk = deskOf(app, reviewer);
  const top = await createCategory(app, 'Everything about water');
  inside = [];
  for (let i = 0; i < CHILDREN; i += 1) {
    inside.push(await createCategory(app, `Water, part ${i}`, top));
  }
  others = [];
  for (let i = 0; i < 6; i += 1) others.push(await createCategory(app, `Something else ${i}`));
  await changeSettings(app, { scopes: [{ reviewer: reviewer.id, categories: [top] }] });
});
afterAll(async () => {
  await app.stop();
});

const filed = (categories: string[]) => submitLink(app, member, { categories });

describe('a reviewer limited to a category with many in it', () => {
  it('is shown what is filed there, in whichever place of however many categories', async () => {
    const [one, two] = [inside[7] ?? '', inside[51] ?? ''];
    const shown = [
      await filed([one]),
      await filed([others[0] ?? '', two]),
      await filed([...others, one]),
      await filed([two, ...others]),
    ];
    await filed(others);
    await filed(others.slice(0, 2));
    await filed([]);
    const { body } = await desk.list();
    expect(body.data.map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
    expect((await desk.counts()).pending).toBe(shown.length);
  });

  it('leafs to the end and back without missing or repeating any', async () => {
    for (let i = 0; i < 21; i += 1) await filed([inside[i] ?? '']);
    const pages: string[][] = [];
    for (let page = 1; page <= 4; page += 1) {
      const { body } = await desk.list(`?pagination[pageSize]=7&pagination[page]=${page}`);
      pages.push(body.data.map(({ id }) => id));
    }
    const { body: whole } = await desk.list('?pagination[pageSize]=100');
    expect(pages.flat()).toEqual(whole.data.map(({ id }) => id));
    expect(pages.map((ids) => ids.length)).toEqual([7, 7, 7, 4]);
    const { body: beyond } = await desk.list('?pagination[pageSize]=7&pagination[page]=9');
    expect([beyond.data, beyond.meta.pagination.total]).toEqual([[], 25]);
  });
});
