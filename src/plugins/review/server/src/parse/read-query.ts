import { ReviewError } from '../errors';
import { isRecord } from './unknown';

const LISTS: ReadonlySet<string> = new Set(['$and', '$or', '$in', '$notIn', '$between']);
/** Operators on JSON columns; no readable field is one. */
const NOT_OFFERED: ReadonlySet<string> = new Set(['$jsonSupersetOf']);
/** PostgreSQL's integer; beyond it nothing here counts. */
const MAX_NUMBER = 2_147_483_647;

function invalid(parameter: string, expected: string): ReviewError {
  return new ReviewError('invalidParameter', `"${parameter}" must be ${expected}.`, { parameter });
}

function listIn(value: unknown, where: string): unknown[] {
  // Beyond a hundred entries, and with keys written by hand, the query parser makes an object.
  const list: unknown = isRecord(value) ? Object.values(value) : value;
  if (!Array.isArray(list)) throw invalid(where, 'a list');
  return list;
}

function assertFilter(filter: unknown, where: string): void {
  if (typeof filter === 'string') return;
  if (!isRecord(filter)) throw invalid(where, 'written as filters[field][$operator]=value');
  for (const [key, value] of Object.entries(filter)) {
    const inside = `${where}[${key}]`;
    if (NOT_OFFERED.has(key)) throw invalid(inside, 'left out');
    if (!LISTS.has(key)) {
      if (key === '$not' && !isRecord(value)) throw invalid(inside, 'a filter');
      assertFilter(value, inside);
      continue;
    }
    if ((key === '$in' || key === '$notIn') && typeof value === 'string') continue;
    const list = listIn(value, inside);
    if (key === '$between' && list.length !== 2) throw invalid(inside, 'a list of two');
    const groups = key === '$and' || key === '$or';
    if (groups && !list.every(isRecord)) throw invalid(inside, 'a list of filters');
    list.forEach((entry, index) => {
      assertFilter(entry, `${inside}[${index}]`);
    });
  }
}

function assertPage(pagination: unknown): void {
  if (!isRecord(pagination)) throw invalid('pagination', 'written as pagination[page]=1');
  for (const [name, value] of Object.entries(pagination)) {
    if (typeof value !== 'string') throw invalid(`pagination[${name}]`, 'one value');
    if (Number(value) > MAX_NUMBER) throw invalid(`pagination[${name}]`, `at most ${MAX_NUMBER}`);
  }
}

/**
 * Refuses query shapes on which Strapi's own reading breaks, so that what a caller got wrong is
 * answered as that. Which fields and operators exist is for Strapi to say.
 * @throws ReviewError `invalidParameter`
 */
export function assertReadable({ filters, pagination, _q }: Record<string, unknown>): void {
  if (filters !== undefined && !isRecord(filters)) {
    throw invalid('filters', 'written as filters[field][$operator]=value');
  }
  if (filters !== undefined) assertFilter(filters, 'filters');
  if (pagination !== undefined) assertPage(pagination);
  if (_q !== undefined && typeof _q !== 'string') throw invalid('_q', 'one text');
}
