import type { CatalogueItem } from '../../src/api/catalogue/item';
import { startApp, type TestApp } from '../helpers/app';
import { press } from '../helpers/doors';
import { api, type Answer } from '../helpers/http';
import { approve, contentManager, LINK, reject, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { plansOf } from '../helpers/plans';
import type { Refused } from '../helpers/reading';

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

type Whole = CatalogueItem & { body: string | null; bodyHtml: string | null };

function find<Body = { data: Whole; meta: object }>(
  name: string,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return api(app.url).withHeaders(headers).get<Body>(`/api/catalogue/${name}`);
}

async function liveLink(values: Record<string, unknown> = {}) {
  const submission = await submitLink(app, member, values);
  await approve(app, reviewer, submission);
  const { documentId } = submission.item;
  const { body } = await find(documentId);
  return { submission, documentId, slug: body.data.slug };
}

/** What a stranger can tell answers by. */
async function seen(name: string): Promise<unknown> {
  const { status, body, headers } = await find(name);
  const told = ['content-type', 'cache-control', 'vary', 'access-control-allow-origin'];
  return { status, body, headers: told.map((each) => [each, headers.get(each)]) };
}

describe('an item', () => {
  it('is found by its documentId and by its slug, the same', async () => {
    const { documentId, slug } = await liveLink({ body: 'With **care**' });
    const byId = await find(documentId);
    expect(byId.status).toBe(200);
    expect(byId.body.data).toMatchObject({
      documentId,
      slug,
      body: 'With **care**',
      bodyHtml: '<p>With <strong>care</strong></p>',
    });
    expect((await find(slug)).body).toEqual(byId.body);
  });

  it('has a body that is safe in any page', async () => {
    const body = [
      '<script>alert(1)</script>',
      '[a](javascript:alert(1)) [b](https://example.org) ![c](https://example.org/c.png)',
      '<img src=x onerror=alert(1)>',
    ].join('\n\n');
    const { documentId } = await liveLink({ body });
    const { bodyHtml } = (await find(documentId)).body.data;
    expect(bodyHtml).not.toMatch(/<(?:script|img)|href="javascript/i);
    expect(bodyHtml).toContain('<a href="https://example.org" rel="nofollow noopener ugc">b</a>');
  });

  it('without a body has none', async () => {
    const { documentId } = await liveLink();
    expect((await find(documentId)).body.data).toMatchObject({ body: null, bodyHtml: null });
  });

  it('takes no parameters', async () => {
    const { documentId } = await liveLink();
    const { status, body } = await find<Refused>(`${documentId}?populate=*`);
    expect(status).toBe(400);
    expect(body.error.details).toEqual({
      code: 'bad-parameter',
      parameter: 'populate',
      value: '*',
      nearest: null,
    });
  });

  it('that got another slug is found at the old one no more, but told where it is', async () => {
    const { submission, documentId, slug } = await liveLink();
    await api(app.url)
      .as(editor.token)
      .put(contentManager(LINK, documentId), { slug: `${slug}-renamed` });
    await approve(app, reviewer, submission);
    const moved = await find<unknown>(slug);
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe(`/api/catalogue/${slug}-renamed`);
    expect(moved.body).toEqual({ data: null, meta: { slug: `${slug}-renamed` } });
    expect((await find(`${slug}-renamed`)).body.data.documentId).toBe(documentId);
  });

  it('whose old slug is another’s now leaves it to that one', async () => {
    const { submission, documentId, slug } = await liveLink();
    await api(app.url)
      .as(editor.token)
      .put(contentManager(LINK, documentId), { slug: `${slug}-renamed` });
    await approve(app, reviewer, submission);
    const other = await liveLink({ title: slug });
    expect(other.slug).toBe(slug);
    expect((await find(slug)).body.data.documentId).toBe(other.documentId);
  });
});

describe('a withdrawn item', () => {
  it('is gone, by either name, and leaves its tombstone', async () => {
    const { documentId, slug } = await liveLink({ title: 'Unpublished' });
    await press(app, editor, LINK, documentId, 'unpublish');
    const { status, body } = await find<Refused>(documentId);
    expect(status).toBe(410);
    expect(body.error.details).toEqual({
      code: 'withdrawn',
      tombstone: {
        id: documentId,
        documentId,
        kind: 'link',
        title: 'Unpublished',
        slug,
        withdrawnAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
        reason: 'unpublished',
        successor: null,
      },
    });
    expect((await find(slug)).status).toBe(410);
  });

  it('that was deleted says so', async () => {
    const { documentId } = await liveLink();
    await api(app.url).as(editor.token).delete(contentManager(LINK, documentId));
    const { body } = await find<Refused>(documentId);
    expect(body.error.details.tombstone).toMatchObject({ reason: 'deleted' });
  });

  it('that comes back is there again', async () => {
    const { submission, documentId } = await liveLink();
    await press(app, editor, LINK, documentId, 'unpublish');
    await api(app.url).as(editor.token).post(`/review/submissions/${submission.id}/reopen`);
    await approve(app, reviewer, submission);
    expect((await find(documentId)).status).toBe(200);
  });
});

describe('what was never live', () => {
  it('is as if it had never been, pending or rejected, by either name', async () => {
    const pending = await submitLink(app, member, { title: 'Only pending' });
    const rejected = await submitLink(app, member, { title: 'Only rejected' });
    await reject(app, reviewer, rejected);
    const never = await seen('never-existed-at-all-xx');
    expect(never).toMatchObject({ status: 404 });
    const names = [
      pending.item.documentId,
      rejected.item.documentId,
      'only-pending',
      'only-rejected',
    ];
    for (const name of names) expect(await seen(name)).toEqual(never);
  });

  it('is no trace of a revision that still waits', async () => {
    const { submission, documentId, slug } = await liveLink();
    const before = (await find(documentId)).body;
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, {
        data: { title: 'Not yet', url: 'https://example.org/x' },
      });
    expect((await find(documentId)).body).toEqual(before);
    expect((await find(slug)).status).toBe(200);
  });

  it('is looked for by the indexes alone, of which each change makes the table larger', async () => {
    const plans = await plansOf(app, 'catalogue_change', () => find('never-existed-either'));
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((plan) => plan.includes('Seq Scan'))).toEqual([]);
  });

  it.each(['%', '%ff', 'a%20b', '%2e%2e', 'x'.repeat(3000), '%F0%9F%8E%88', "';--"])(
    'is what nothing can be called: %s',
    async (name) => {
      expect((await find(name)).status).toBe(404);
    },
  );
});
