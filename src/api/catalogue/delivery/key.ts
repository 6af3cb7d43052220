import { CatalogueError } from '../errors';
import { isArgumentName } from '../oai/syntax';
import { parseList } from '../params/list';
import { parseSelection } from '../params/selection';
import { parseChanges, parseNothing, parseSuggest } from '../params/others';

/** What an address asks for, in one spelling however it was written. Addresses of one key have one answer. */
export type Key = string;

/** Names in these addresses are letters, digits, hyphens: a percent sign would give one item many keys. */
const NAME = '[A-Za-z0-9_-]{1,255}';
const READ_PATHS = [
  '/api/catalogue',
  `/api/catalogue/(?!export$)[A-Za-z0-9._-]{1,255}`,
  `/api/(?:documents|external-links|categories|information-sources)(?:/${NAME})?`,
  '/api/openapi\\.json',
  // One spelling for each part: the router knows 01 as well.
  '/sitemap(?:-[1-9][0-9]{0,5})?\\.xml',
  '/oai',
];
const READ = new RegExp(`^(?:${READ_PATHS.join('|')})$`);
/** Whatever the router takes for one of them, in any case, encoding and length. Files and their pictures are not read but fetched. */
const READ_AT_ALL =
  /^\/(?:api\/(?:catalogue|documents|external-links|categories|information-sources|openapi\.json)|oai|sitemap[^/]*\.xml)(?:\/|$)/;
const FILE = /^\/api\/[^/]+\/[^/]+\/+(?:file|thumbnail)(?:\/|$)/;
const EXPORT = /^\/api\/catalogue\/export\/*$/;
const SITEMAP = '/sitemap';

/** What an export costs of an address's budget, where other answers cost 1. */
export const EXPORT_COST = 50;
/** And a file of a sitemap, which holds as many items as a hundred pages of a list. */
const SITEMAP_COST = 10;

/** Whether answers of this path are the catalogue's to deliver, and what one costs; 0 for others. */
export function costOf(path: string): number {
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    // The router will refuse it; until then it counts as it is written.
  }
  plain = plain.toLowerCase();
  if (!READ_AT_ALL.test(plain) || (FILE.test(plain) && !plain.startsWith('/api/catalogue')))
    return 0;
  if (EXPORT.test(plain)) return EXPORT_COST;
  return plain.startsWith(SITEMAP) ? SITEMAP_COST : 1;
}

/** The arguments of the protocol; `null` where it answers with an error: others are given, or one comes twice. */
function harvest(querystring: string): [string, string][] | null {
  const given = [...new URLSearchParams(querystring)];
  const names = new Set(given.map(([name]) => name));
  const isKnown = [...names].every((name) => name === 'verb' || isArgumentName(name));
  if (!isKnown || names.size < given.length) return null;
  return given.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Kept by their question, so that order and spelling of the parameters make no second copy. */
const QUESTIONS: Readonly<Record<string, (querystring: string) => unknown>> = {
  '/api/catalogue': parseList,
  '/api/catalogue/categories': parseNothing,
  '/api/catalogue/changes': parseChanges,
  '/api/catalogue/feed.atom': parseSelection,
  '/api/catalogue/feed.json': parseSelection,
  '/api/catalogue/suggest': parseSuggest,
  '/api/openapi.json': parseNothing,
  '/oai': harvest,
};

function isItem(path: string): boolean {
  return path.startsWith('/api/catalogue/') && QUESTIONS[path] === undefined;
}

/** As Strapi reads it, up to the first bracket: `sort[]`, `sort%5B0%5D` and `sort` are parts of one list. */
function nameOf(part: string): string {
  const name = part.replace(/=.*$/s, '').replaceAll('+', ' ');
  try {
    return decodeURIComponent(name).replace(/\[.*$/s, '');
  } catch {
    return name;
  }
}

/** Parameters of other addresses, in the order of their names. Those of one name keep theirs: lists have one. */
function sorted(querystring: string): string[] {
  const parts = querystring.split('&').filter((part) => part !== '');
  return parts.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b))));
}

export function prefersJsonLd(accept: string | undefined): boolean {
  if (accept?.includes('ld+json') !== true) return false;
  const quality = (type: string) => {
    const range = accept.split(',').find((part) => part.trim().split(';')[0]?.trim() === type);
    return range === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(range)?.[1] ?? 1);
  };
  return (
    quality('application/ld+json') > 0 &&
    quality('application/ld+json') >= quality('application/json')
  );
}

/**
 * The key under which the answer to this address may be kept, `null` where it may not (another path, an unusual
 * spelling, an error of the protocol), or why it will be refused.
 */
export function keyOf(url: string, accept: string | undefined): Key | CatalogueError | null {
  // A fragment is no part of a request: the router drops it, and would answer another question under this key.
  if (url.includes('#')) return null;
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  if (!READ.test(path)) return null;
  const querystring = mark === -1 ? '' : url.slice(mark + 1);
  const isOfItem = isItem(path);
  const takesNothing = isOfItem || path.startsWith(SITEMAP);
  const read = takesNothing ? parseNothing : (QUESTIONS[path] ?? sorted);
  // Item pages alone differ by what the client accepts.
  const shape = isOfItem && prefersJsonLd(accept) ? 'ld ' : '';
  try {
    const question = read(querystring);
    return question === null ? null : `${shape}${path} ${JSON.stringify(question)}`;
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
}
