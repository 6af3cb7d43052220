import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/desk';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, reject, submitDocument } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { runDue } from '../helpers/reading-files';

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

const FACETS = 'facets[]=kind&facets[]=category&facets[]=language&facets[]=year';
const QUESTIONS = [
  '/api/catalogue/suggest?_q=quern',
  '/api/catalogue/suggest?_q=quernstome',
  `/api/catalogue?${FACETS}`,
  `/api/catalogue?_q=quernstone&${FACETS}`,
  `/api/catalogue?_q=hearthstone&${FACETS}`,
  `/api/catalogue?_q=quernstome&${FACETS}`,
  '/api/catalogue/feed.json',
  '/sitemap.xml',
];

/** What anybody is told, all of it. */
async function told(): Promise<[status: number, text: string][]> {
  const answers: [number, string][] = [];
  for (const path of QUESTIONS) {
    const answer = await api(app.url).raw(path);
    answers.push([answer.status, await answer.text()]);
  }
  return answers;
}

it('what waits adds no word, no count, no suggestion and no correction, whatever its file says', async () => {
  const category = await createCategory(app, 'Mills');
  const live = await submitDocument(app, member, { language: 'en', categories: [category] });
  await approve(app, reviewer, live);
  await runDue(app);
  const before = await told();
  expect(new Set(before.map(([status]) => status))).toEqual(new Set([200]));
  const values = { title: 'Quernstone', language: 'gd', publishedDate: '1821' };
  const file = await makePdf('The quernstone lay beside the hearthstone.');
  const waiting = await submitDocument(app, member, { ...values, categories: [category] }, file);
  await runDue(app);
  expect(await told()).toEqual(before);
  await reject(app, reviewer, waiting);
  expect(await told()).toEqual(before);
  // Otherwise it would be no wonder.
  const second = await submitDocument(app, member, values, file);
  await approve(app, reviewer, second);
  await runDue(app);
  const after = await told();
  expect(after.filter(([, text], i) => text === before[i]?.[1])).toEqual([]);
});
