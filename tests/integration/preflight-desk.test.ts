import type { Likeness } from '../../src/plugins/review/shared/checks';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/desk';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, detail, submitDocument, submitLink, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { codesOf, deskChecks, findCheck } from '../helpers/preflight';
import { runDue } from '../helpers/reading-files';
import { changeSettings } from '../helpers/review-settings';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let editor: Admin;
let first: Member;
let second: Member;

beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_LINK_CHECKS: 'on' } });
  site = await serve((_request, response) => response.writeHead(204).end());
  app.strapi
    .plugin('review')
    .service<{ within(reach: object): void }>('links')
    .within(reachOf([site]));
  editor = await createAdmin(app, 'review-reviewer');
  [first, second] = await Promise.all([createMember(app), createMember(app)]);
}, 120_000);
afterAll(async () => {
  await site.stop();
  await app.stop();
});

const SENTENCES =
  'The river was measured in every month, and those who live beside it were asked. ';
const textOf = (more: string) => makePdf(`${more} ${SENTENCES.repeat(12)}`);

describe('a reviewer', () => {
  const idsOf = (items: readonly Likeness[] = []) =>
    items.map(({ twin }) => ('submissionId' in twin ? twin.submissionId : twin.documentId));

  it('is told of the same bytes, of almost the same text and of similar titles, waiting or live', async () => {
    const title = uniqueTitle('Estuary survey');
    const text = `${uniqueTitle('Estuary')} ${Array.from({ length: 400 }, (_, i) => `word${i}`).join(' ')}`;
    const live = await submitDocument(app, first, { title }, await makePdf(`${text} Edition 1`));
    await approve(app, editor, live);
    const waiting = await submitDocument(
      app,
      first,
      { title: `${title} 2` },
      await makePdf(`${text} Edition 2`),
    );
    const file = await makePdf(`${text} Edition 3`);
    const same = await submitDocument(app, second, {}, file);
    const asked = await submitDocument(app, first, { title: `${title} 3` }, file);
    await submitDocument(app, second, {}, await textOf(uniqueTitle('Something else')));
    await runDue(app);
    const sheet = await deskChecks(app, editor, asked, 'similarTitle');
    expect(findCheck(sheet, 'sameFileWaiting')).toMatchObject({
      level: 'warning',
      details: {
        submissions: [{ submissionId: same.id, title: same.item.title, state: 'pending' }],
      },
    });
    const alike = findCheck(sheet, 'similarText')?.details.items;
    expect(idsOf(alike).sort()).toEqual([live.item.documentId, waiting.id].sort());
    expect(alike?.every(({ percent }) => percent >= 90)).toBe(true);
    const titles = findCheck(sheet, 'similarTitle')?.details.items;
    expect(idsOf(titles).sort()).toEqual([live.item.documentId, waiting.id].sort());
    expect(codesOf(sheet)).toContain('noTwin');
  });

  it('is told of the same address in another spelling', async () => {
    const host = 'spelt.test';
    const one = await submitLink(app, first, { url: site.at(host, '/page/#part') });
    const other = await submitLink(app, second, { url: site.at(host, '/page') });
    const sheet = await deskChecks(app, editor, other);
    expect(findCheck(sheet, 'sameAddressWaiting')?.details.submissions).toMatchObject([
      { submissionId: one.id },
    ]);
    await approve(app, editor, one);
    const after = await deskChecks(app, editor, other);
    expect(findCheck(after, 'sameAddress')?.details.items).toMatchObject([
      { title: one.item.title },
    ]);
    expect(codesOf(after)).not.toContain('sameAddressWaiting');
  });

  it('who is limited to some categories learns nothing of what waits in others but that it does', async () => {
    const [own, foreign] = [await createCategory(app), await createCategory(app)];
    const limited = await createAdmin(app, 'review-reviewer');
    await changeSettings(app, { scopes: [{ reviewer: limited.id, categories: [own] }] });
    const title = uniqueTitle('Confidential matter');
    const text = `${uniqueTitle('Matter')} ${Array.from({ length: 300 }, (_, i) => `term${i}`).join(' ')}`;
    const file = await makePdf(text);
    const hidden = await submitDocument(app, first, { title, categories: [foreign] }, file);
    const near = await submitDocument(
      app,
      first,
      { title, categories: [foreign] },
      await makePdf(`${text} More`),
    );
    const seen = await submitDocument(
      app,
      second,
      { title: `${title} again`, categories: [own] },
      file,
    );
    await runDue(app);
    const sheet = await deskChecks(app, limited, seen);
    expect(findCheck(sheet, 'sameFileWaiting')?.details.submissions).toEqual([
      { submissionId: null, type: null, title: null, state: 'pending' },
    ]);
    expect(findCheck(sheet, 'similarTitle')).toBeUndefined();
    const text2 = JSON.stringify(sheet).replaceAll(seen.item.title, '');
    for (const { id, item } of [hidden, near]) {
      expect(text2).not.toContain(id);
      expect(text2).not.toContain(item.documentId);
      expect(text2).not.toContain(item.title);
    }
    const answer = await api(app.url)
      .as(limited.token)
      .get(`/review/submissions/${hidden.id}/checks`);
    expect(answer.status).toBe(403);
    await changeSettings(app, { scopes: [] });
  });

  it('may approve with warnings', async () => {
    const file = await textOf(uniqueTitle());
    await submitDocument(app, first, {}, file);
    const other = await submitDocument(app, second, {}, file);
    await runDue(app);
    expect((await deskChecks(app, editor, other)).level).toBe('warning');
    expect((await approve(app, editor, other)).state).toBe('approved');
  });

  it('gets 400 for a parameter that is not known, and 401 or 403 without the right', async () => {
    const { id } = await submitLink(app, first);
    const address = `/review/submissions/${id}/checks`;
    expect((await api(app.url).as(editor.token).get(`${address}?a=1`)).status).toBe(400);
    expect((await api(app.url).get(address)).status).toBe(401);
    expect((await api(app.url).as(first.jwt).get(address)).status).toBe(401);
    const author = await createAdmin(app, 'strapi-author');
    expect((await api(app.url).as(author.token).get(address)).status).toBe(403);
    expect((await detail(app, editor, id)).id).toBe(id);
  });
});
