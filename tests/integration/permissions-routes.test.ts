import { startApp, type TestApp } from '../helpers/app';
import { linkValues } from '../helpers/doors';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, documentForm, submitDocument, submitLink, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings, readSettings } from '../helpers/review-settings';
import { createApiToken, everyContentApiAction, expiredCopy } from '../helpers/tokens';

let app: TestApp;
let owner: Member;
let reviewer: Admin;
let tokens: Record<string, string | null>;
beforeAll(async () => {
  app = await startApp();
  owner = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  // Each row of the table has a submission of its own.
  await changeSettings(app, { maxPendingItems: null });
  tokens = await issueTokens();
});
afterAll(async () => {
  await app.stop();
});

async function issueTokens(): Promise<typeof tokens> {
  const blocked = await createMember(app);
  await app.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { id: blocked.id }, data: { blocked: true } });
  const inactive = await createAdmin(app, 'review-reviewer');
  await app.strapi.db
    .query('admin::user')
    .update({ where: { id: inactive.id }, data: { isActive: false } });
  const [head, , signature] = owner.jwt.split('.');
  const claims = Buffer.from(JSON.stringify({ id: owner.id, exp: 9_999_999_999 })).toString(
    'base64url',
  );
  return {
    nobody: null,
    owner: owner.jwt,
    other: (await createMember(app)).jwt,
    blocked: blocked.jwt,
    expired: expiredCopy(app, owner.jwt),
    forged: `${head ?? ''}.${claims}.${signature ?? ''}`,
    readToken: await createApiToken(app, { type: 'read-only' }),
    fullToken: await createApiToken(app, { type: 'full-access' }),
    customToken: await createApiToken(app, {
      type: 'custom',
      permissions: everyContentApiAction(app),
    }),
    author: (await createAdmin(app, 'strapi-author')).token,
    editor: (await createAdmin(app, 'strapi-editor')).token,
    reviewer: reviewer.token,
    root: (await createAdmin(app, 'strapi-super-admin')).token,
    inactive: inactive.token,
  };
}

const SITE = [
  'nobody',
  'owner',
  'other',
  'blocked',
  'expired',
  'forged',
  'readToken',
  'fullToken',
  'customToken',
  'author',
  'reviewer',
  'root',
] as const;
const DESK = [
  'nobody',
  'owner',
  'blocked',
  'forged',
  'readToken',
  'fullToken',
  'customToken',
  'author',
  'editor',
  'reviewer',
  'root',
  'inactive',
] as const;

// prettier-ignore
const SITE_ROUTES: [string, number[]][] = [
  //                                     nobody owner other block expir forge  read  full custom author review root
  ['POST /api/submissions/external-links', [403, 201, 201, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['POST /api/submissions/documents',      [401, 201, 201, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['POST /api/submissions/categories',     [403, 404, 404, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['GET /api/submissions',                 [403, 200, 200, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['GET /api/submissions/:id',             [403, 200, 404, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['GET /api/submissions/:id/file',        [403, 200, 404, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['PUT /api/submissions/:id',             [403, 200, 404, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['DELETE /api/submissions/:id',          [403, 204, 404, 401, 401, 401, 403, 403, 403, 401, 401, 401]],
  ['GET /api/documents',                   [200, 200, 200, 401, 401, 401, 200, 200, 200, 401, 401, 401]],
  ['GET /api/documents/:live',             [200, 200, 200, 401, 401, 401, 200, 200, 200, 401, 401, 401]],
  ['GET /api/documents/:live/file',        [200, 200, 200, 401, 401, 401, 200, 200, 200, 401, 401, 401]],
  ['GET /api/upload/files',                [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404]],
  ['POST /api/upload',                     [401, 403, 403, 401, 401, 401, 403, 201, 201, 401, 401, 401]],
];

// prettier-ignore
const DESK_ROUTES: [string, number[]][] = [
  //                                      nobody owner block forge  read  full custom author editor review root inactive
  ['GET /review/submissions',               [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/submissions/:id',           [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/submissions/:id/file',      [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['POST /review/submissions/:id/decision', [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['POST /review/submissions/:id/reopen',   [401, 401, 401, 401, 401, 401, 401, 403, 403, 409, 409, 401]],
  ['POST /review/decisions',                [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['POST /review/submissions/:id/presence', [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['POST /review/submissions/:id/claim',    [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['POST /review/submissions/:id/release',  [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['POST /review/submissions/:id/hand',     [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/submissions/:id/neighbours', [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/counts',                    [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/categories',                [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/reviewers',                 [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/reasons',                   [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['GET /review/views',                     [401, 401, 401, 401, 401, 401, 401, 403, 403, 200, 200, 401]],
  ['POST /review/views',                    [401, 401, 401, 401, 401, 401, 401, 403, 403, 201, 201, 401]],
  ['DELETE /review/views/0',                [401, 401, 401, 401, 401, 401, 401, 403, 403, 404, 404, 401]],
  ['GET /review/types',                     [401, 401, 401, 401, 401, 401, 401, 200, 200, 200, 200, 401]],
  ['GET /review/settings',                  [401, 401, 401, 401, 401, 401, 401, 403, 403, 403, 200, 401]],
  ['GET /review/scanner',                   [401, 401, 401, 401, 401, 401, 401, 403, 403, 403, 200, 401]],
  ['PUT /review/settings',                  [401, 401, 401, 401, 401, 401, 401, 403, 403, 403, 200, 401]],
];

interface Subject {
  id: string;
  digest: string;
  live: string;
}

async function bodyOf(
  route: string,
  { id, digest }: Subject,
): Promise<FormData | object | undefined> {
  const pdf = () => makePdf(`For ${route}`);
  if (route === 'POST /api/submissions/documents') {
    return documentForm({ title: 'Table', description: 'Table' }, await pdf());
  }
  if (route === 'POST /api/upload') {
    const form = new FormData();
    form.append('files', new Blob([new Uint8Array(await pdf())]), 'table.pdf');
    return form;
  }
  if (route.startsWith('POST /api')) return { data: linkValues() };
  if (route === 'PUT /review/settings') return { data: await readSettings(app) };
  if (route === 'POST /review/decisions') return { decision: 'approve', items: [{ id, digest }] };
  if (route === 'POST /review/views')
    return { name: uniqueTitle('View'), query: '', shared: false };
  if (route.endsWith('/hand')) return { reviewer: reviewer.id };
  if (route.startsWith('POST /review') && !route.endsWith('/decision')) return {};
  if (route.startsWith('PUT')) return { data: { publisher: 'Table' } };
  if (route.endsWith('/decision')) return { decision: 'approve', digest };
  return undefined;
}

async function ask(route: string, audience: string, subject: Subject): Promise<number> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace(':id', subject.id).replace(':live', subject.live);
  const token = tokens[audience] ?? null;
  const caller = token === null ? api(app.url) : api(app.url).as(token);
  const body = await bodyOf(route, subject);
  if (method === 'GET') return (await caller.get(path)).status;
  if (method === 'DELETE') return (await caller.delete(path)).status;
  return (await (method === 'PUT' ? caller.put(path, body) : caller.post(path, body))).status;
}

/** One row of the table, as `audience status`: easier to read where it differs. */
async function row(route: string, audiences: readonly string[]): Promise<string[]> {
  const document = await submitDocument(app, owner);
  await approve(app, reviewer, document);
  const found: string[] = [];
  for (const audience of audiences) {
    const submission = await (route.endsWith('/file') ? submitDocument : submitLink)(app, owner);
    const subject = { ...submission, live: document.item.documentId };
    found.push(`${audience} ${await ask(route, audience, subject)}`);
  }
  return found;
}

describe('the members’ routes', () => {
  it.each(SITE_ROUTES)('%s answers each as the table says', async (route, expected) => {
    expect(await row(route, SITE)).toEqual(SITE.map((name, at) => `${name} ${expected[at]}`));
  });
});

describe('the reviewers’ routes', () => {
  it.each(DESK_ROUTES)('%s answers each as the table says', async (route, expected) => {
    expect(await row(route, DESK)).toEqual(DESK.map((name, at) => `${name} ${expected[at]}`));
  });
});
