import type { Filters, Selection } from '../params/selection';
import type { Range } from '../params/ranges';

type Pair = [name: string, value: string];

const PARTIAL_DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

function values(name: string, list: readonly string[]): Pair[] {
  const [first, ...rest] = list;
  if (first === undefined) return [];
  if (rest.length === 0) return [[`filters[${name}]`, first]];
  return list.map((value, index) => [`filters[${name}][$in][${index}]`, value]);
}

/** A selection has ranges of texts, in which a tilde comes after all that begins like what is before it. */
function range(name: string, { from, to }: Range): Pair[] {
  const pairs: Pair[] = [];
  const pair = (operator: string, value: string) => {
    pairs.push([`filters[${name}][${operator}]`, value]);
  };
  if (from?.endsWith('~') === true) pair('$gt', from.slice(0, -1));
  else if (from !== null) pair('$gte', from);
  if (to === null) return pairs;
  const last = to.replace(/~$/, '');
  if (PARTIAL_DATE.test(last)) pair('$lte', last);
  // Just before a date: the end of a date that there is not.
  else pair('$lt', last.slice(0, -1) + String.fromCharCode(last.charCodeAt(last.length - 1) + 1));
  return pairs;
}

function pairsOf({ search, filters }: Selection): Pair[] {
  const { kind, category, source, language, publisher, dateAdded, published } = filters;
  const lists: Partial<Record<keyof Filters, readonly string[]>> = {
    kind,
    category,
    source,
    language,
    publisher,
  };
  return [
    ...(search === null ? [] : [['_q', search] satisfies Pair]),
    ...Object.entries(lists).flatMap(([name, list]) => values(name, list)),
    ...range('dateAdded', dateAdded),
    ...range('published', published),
  ];
}

/**
 * The query part that asks for a selection, the same however it was asked: readers know a feed by its address, and one
 * answer is kept for all spellings of a question.
 */
export function queryOf(selection: Selection): string {
  return pairsOf(selection)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
}
