import { z } from 'zod';

import { LINK_FILTERS, type LinkCheckRequest, type LinkFilter } from '../../../shared/links';
import { parse } from './bodies';
import { invalid, parseClosedQuery, type Page, type QuerySpec } from './closed-query';

const SORTS = ['failingSince', 'checkedAt', 'url'] as const;

const LINKS_QUERY = {
  filters: ['state'],
  search: false,
  sort: SORTS,
  defaultSort: 'failingSince:asc',
} as const satisfies QuerySpec;

export interface LinksQuery {
  filter: LinkFilter;
  sort: { field: (typeof SORTS)[number]; order: 'asc' | 'desc' };
  page: Page;
}

function oneOf<T extends string>(parameter: string, value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(parameter, `one of ${known.join(', ')}`);
  return found;
}

/** What is broken, unless asked otherwise. @throws ReviewError `invalidParameter` */
export function parseLinksQuery(query: Record<string, unknown>): LinksQuery {
  const { filters, sort, page } = parseClosedQuery(query, LINKS_QUERY);
  return {
    filter: oneOf('filters[state]', filters.state ?? 'broken', LINK_FILTERS),
    sort: { field: oneOf('sort', sort.field, SORTS), order: sort.order },
    page,
  };
}

const checkSchema = z.strictObject({ url: z.string().min(1).max(2048) });

/** @throws ReviewError `invalidKey`, `invalidValue` */
export function parseLinkCheck(body: unknown): LinkCheckRequest {
  return parse(checkSchema, body);
}
