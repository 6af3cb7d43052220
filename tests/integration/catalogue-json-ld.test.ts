import type { CatalogueItem } from '../../src/api/catalogue/item';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory, createSource } from '../helpers/catalogue';
import { api, type Answer } from '../helpers/http';
import { approve, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

const PUBLIC_URL = 'https://library.example.org';
const JSON_LD = { Accept: 'application/ld+json' };

let app: TestApp;
let reviewer: Admin;
let editor: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp({ settings: { PUBLIC_URL, IS_PROXIED: 'true' } });
  reviewer = await createAdmin(app, 'review-reviewer');
  editor = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

function find<Body = { data: CatalogueItem }>(
  name: string,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  return api(app.url).withHeaders(headers).get<Body>(`/api/catalogue/${name}`);
}

async function liveLink(values: Record<string, unknown> = {}): Promise<string> {
  const submission = await submitLink(app, member, values);
  await approve(app, reviewer, submission);
  return submission.item.documentId;
}

describe('JSON-LD', () => {
  it('says of a document what schema.org has words for', async () => {
    const shelf = await createCategory(app, editor);
    const source = await createSource(app, editor);
    const submission = await submitDocument(app, member, {
      title: 'Agendas <all>',
      description: 'All & more',
      categories: [shelf.documentId],
      source: source.documentId,
      publisher: 'Somebody',
      publishedDate: '2024-03',
      language: 'en-GB',
    });
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const { body, headers } = await find<Record<string, unknown>>(documentId, JSON_LD);
    const { data } = (await find(documentId)).body;
    const { file } = data;
    expect(headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    expect(headers.get('vary')).toBe('Accept-Encoding, Accept');
    expect(body).toEqual({
      '@context': 'https://schema.org',
      '@type': 'DigitalDocument',
      '@id': `${PUBLIC_URL}/api/catalogue/${documentId}`,
      identifier: documentId,
      name: 'Agendas <all>',
      description: 'All & more',
      url: `${PUBLIC_URL}/api/catalogue/${data.slug}`,
      mainEntityOfPage: `${PUBLIC_URL}/api/catalogue/${data.slug}`,
      inLanguage: 'en-GB',
      datePublished: '2024-03',
      dateModified: data.updatedAt,
      sdDatePublished: data.dateAdded,
      publisher: { '@type': 'Organization', name: 'Somebody' },
      provider: { '@type': 'Organization', name: source.name, url: 'https://example.org/source' },
      about: [{ '@type': 'DefinedTerm', name: shelf.name, termCode: shelf.documentId }],
      encoding: {
        '@type': 'MediaObject',
        name: file?.name,
        contentUrl: `${PUBLIC_URL}/api/documents/${documentId}/file`,
        encodingFormat: 'application/pdf',
        contentSize: `${String(file?.size)} B`,
        sha256: file?.sha256,
      },
    });
  });

  it('leaves out of a link what is not known', async () => {
    const documentId = await liveLink({ url: 'https://example.org/work' });
    const { body } = await find<Record<string, unknown>>(documentId, JSON_LD);
    expect(body).toMatchObject({
      '@type': 'CreativeWork',
      url: 'https://example.org/work',
      about: [],
    });
    for (const name of ['publisher', 'provider', 'encoding', 'datePublished']) {
      expect(body).not.toHaveProperty(name);
    }
  });

  it.each([
    ['application/ld+json', 'ld'],
    ['application/ld+json, application/json', 'ld'],
    ['application/json, application/ld+json;q=0.5', ''],
    ['text/html, application/ld+json;q=0.9, */*;q=0.1', 'ld'],
    ['application/ld+json;q=0', ''],
    ['*/*', ''],
    ['application/json', ''],
    ['text/html', ''],
  ])('is sent to who accepts %s: %j', async (accept, kind) => {
    const documentId = await liveLink();
    const { headers } = await find(documentId, { Accept: accept });
    expect(headers.get('content-type')).toMatch(
      kind === 'ld' ? /^application\/ld\+json/ : /^application\/json/,
    );
  });
});
