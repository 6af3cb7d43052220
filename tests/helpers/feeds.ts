import type { TestApp } from './app';
import { api } from './http';
import { all, parseXml, texts, type Xml } from './xml';

export const ATOM_PATH = '/api/catalogue/feed.atom';
export const JSON_PATH = '/api/catalogue/feed.json';

const ATOM = 'http://www.w3.org/2005/Atom';
/** RFC 3339, 5.6, upper case as RFC 4287, 3.3 wants it. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;
const TEXT_CONSTRUCTS = ['title', 'subtitle', 'summary', 'rights'];

function isMoment(text: unknown): boolean {
  return typeof text === 'string' && MOMENT.test(text) && !Number.isNaN(Date.parse(text));
}

function isAddress(text: unknown): boolean {
  return typeof text === 'string' && /^https?:/.test(text) && URL.canParse(text);
}

/** Collects what is broken, a sentence each. */
class Rules {
  readonly broken: string[] = [];
  constructor(private readonly where: string) {}
  expect(isKept: boolean, rule: string): void {
    if (!isKept) this.broken.push(`${this.where}: ${rule}`);
  }
}

function commonRules(rules: Rules, element: Xml): void {
  for (const name of ['id', 'title', 'updated']) {
    rules.expect(all(element, name).length === 1, `has one ${name} (4.1.1, 4.1.2)`);
  }
  rules.expect(texts(element, 'id').every(isAddress), 'its id is an absolute IRI (4.2.6)');
  rules.expect(
    texts(element, 'title').every((text) => text.trim() !== ''),
    'its title says something',
  );
  const dates = [...texts(element, 'updated'), ...texts(element, 'published')];
  rules.expect(dates.every(isMoment), 'dates are RFC 3339 (3.3)');
  for (const author of all(element, 'author')) {
    const names = texts(author, 'name');
    rules.expect(names.length === 1 && names[0] !== '', 'an author has a name (3.2.1)');
  }
  for (const { attributes } of all(element, 'category')) {
    rules.expect((attributes.term ?? '') !== '', 'a category has a term (4.2.2.1)');
  }
  for (const { name, attributes, children } of element.children) {
    if (!TEXT_CONSTRUCTS.includes(name)) continue;
    rules.expect(
      ['text', 'html', undefined].includes(attributes.type),
      `${name} has a type (3.1.1)`,
    );
    rules.expect(children.length === 0, `${name} has no elements in it (3.1.1.1, 3.1.1.2)`);
  }
  linkRules(rules, all(element, 'link'));
}

function linkRules(rules: Rules, links: readonly Xml[]): void {
  const alternates = links.filter(({ attributes }) => attributes.rel === 'alternate');
  const kinds = alternates.map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`);
  rules.expect(new Set(kinds).size === kinds.length, 'one alternate per type and language (4.1.1)');
  for (const { attributes } of links) {
    const { href, rel, type, length } = attributes;
    rules.expect(isAddress(href), 'a link has an address (4.2.7.1)');
    rules.expect(
      ['alternate', 'self', 'related', 'enclosure', 'via'].includes(rel ?? ''),
      'rel (4.2.7.2)',
    );
    rules.expect(type === undefined || MEDIA_TYPE.test(type), 'a media type (4.2.7.3)');
    rules.expect(length === undefined || /^\d+$/.test(length), 'a length in bytes (4.2.7.6)');
  }
}

function entryRules(entry: Xml, index: number): string[] {
  const rules = new Rules(`entry ${index}`);
  commonRules(rules, entry);
  for (const name of ['published', 'summary', 'content', 'rights', 'source']) {
    rules.expect(all(entry, name).length <= 1, `has at most one ${name} (4.1.2)`);
  }
  const hasContent = all(entry, 'content').length > 0;
  const isLinked = all(entry, 'link').some(({ attributes }) => attributes.rel === 'alternate');
  rules.expect(hasContent || isLinked, 'without content, has an alternate (4.1.2)');
  return rules.broken;
}

function isAllAtom({ namespace, children }: Xml): boolean {
  return namespace === ATOM && children.every(isAllAtom);
}

/** Which rules of Atom (RFC 4287) a feed breaks. */
export function brokenAtomRules(feed: Xml): string[] {
  const rules = new Rules('feed');
  rules.expect(feed.name === 'feed' && isAllAtom(feed), 'is in the namespace of Atom (2)');
  commonRules(rules, feed);
  for (const name of ['generator', 'icon', 'logo', 'rights', 'subtitle']) {
    rules.expect(all(feed, name).length <= 1, `has at most one ${name} (4.1.1)`);
  }
  const selves = all(feed, 'link').filter(({ attributes }) => attributes.rel === 'self');
  rules.expect(selves.length === 1, 'has a link to itself (4.1.1)');
  const entries = all(feed, 'entry');
  const isSigned = entries.every((entry) => all(entry, 'author').length > 0);
  rules.expect(
    isSigned || all(feed, 'author').length > 0,
    'it or its entries have authors (4.1.1)',
  );
  const ids = texts(feed, 'entry', 'id');
  rules.expect(new Set(ids).size === ids.length, 'its entries have ids of their own (4.1.1)');
  const own = feed.children.filter(({ name }) => name !== 'entry').length;
  rules.expect(
    feed.children.slice(own).every(({ name }) => name === 'entry'),
    'its entries come last',
  );
  return [...rules.broken, ...entries.flatMap(entryRules)];
}

export interface JsonFeedItem {
  id: string;
  url: string;
  external_url?: string;
  title: string;
  content_text: string;
  content_html: string;
  date_published: string;
  date_modified: string;
  authors?: { name: string }[];
  tags: string[];
  language?: string;
  attachments?: { url: string; mime_type: string; title?: string; size_in_bytes?: number }[];
}

export interface JsonFeed {
  version: string;
  title: string;
  home_page_url: string;
  feed_url: string;
  authors?: { name: string }[];
  items: JsonFeedItem[];
}

const TOP = 'version title home_page_url feed_url description icon authors language next_url items';
const ITEM =
  'id url external_url title content_html content_text summary date_published date_modified authors tags language attachments';

function hasOnly(value: object, names: string): boolean {
  return Object.keys(value).every((name) => names.split(' ').includes(name));
}

function itemRules(item: JsonFeedItem, index: number): string[] {
  const rules = new Rules(`item ${index}`);
  rules.expect(hasOnly(item, ITEM), 'has the attributes of the standard');
  rules.expect(typeof item.id === 'string' && item.id !== '', 'has an id');
  rules.expect(typeof item.content_text === 'string', 'has content');
  rules.expect([item.url, item.external_url ?? item.url].every(isAddress), 'has addresses');
  rules.expect([item.date_published, item.date_modified].every(isMoment), 'dates are RFC 3339');
  rules.expect(
    (item.authors ?? []).every(({ name }) => name !== ''),
    'an author has a name',
  );
  rules.expect(
    item.tags.every((tag) => typeof tag === 'string'),
    'tags are texts',
  );
  for (const { url, mime_type: type, size_in_bytes: size } of item.attachments ?? []) {
    rules.expect(
      isAddress(url) && MEDIA_TYPE.test(type),
      'an attachment has an address and a type',
    );
    rules.expect(size === undefined || Number.isSafeInteger(size), 'a size is in bytes');
  }
  return rules.broken;
}

/** Which rules of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) a feed breaks. */
export function brokenJsonFeedRules(feed: JsonFeed): string[] {
  const rules = new Rules('feed');
  rules.expect(feed.version === 'https://jsonfeed.org/version/1.1', 'names its version');
  rules.expect(typeof feed.title === 'string', 'has a title');
  rules.expect(hasOnly(feed, TOP), 'has the attributes of the standard');
  rules.expect([feed.home_page_url, feed.feed_url].every(isAddress), 'has addresses');
  const ids = feed.items.map(({ id }) => id);
  rules.expect(new Set(ids).size === ids.length, 'its items have ids of their own');
  return [...rules.broken, ...feed.items.flatMap(itemRules)];
}

async function bodyOf<Body>(app: TestApp, path: string): Promise<Body> {
  const { status, body } = await api(app.url).get<Body>(path);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** The feed of a question as Atom, which keeps the rules. */
export async function atomOf(app: TestApp, query = ''): Promise<Xml> {
  const feed = await parseXml(await bodyOf<string>(app, ATOM_PATH + query));
  expect(brokenAtomRules(feed)).toEqual([]);
  return feed;
}

/** The feed of a question as JSON, which keeps the rules. */
export async function jsonOf(app: TestApp, query = ''): Promise<JsonFeed> {
  const feed = await bodyOf<JsonFeed>(app, JSON_PATH + query);
  expect(brokenJsonFeedRules(feed)).toEqual([]);
  return feed;
}

/** What both feeds of a question show, in their order. */
export async function feedTitles(app: TestApp, query = ''): Promise<string[]> {
  const titles = texts(await atomOf(app, query), 'entry', 'title');
  expect((await jsonOf(app, query)).items.map(({ title }) => title)).toEqual(titles);
  return titles;
}
