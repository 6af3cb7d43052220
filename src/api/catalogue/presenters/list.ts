import type { FacetAnswer } from '../queries/facets';
import type { Highlight } from '../queries/highlights';
import type { Total } from '../queries/total';

export interface SearchMeta {
  /** What was looked for. */
  query: string;
  /** What was typed, where a misspelling was put right because nothing was found. */
  correctedFrom: string | null;
  /** Whether all that was found was compared by relevance, or how many of them, the newest. */
  compared: 'all' | { newest: number };
}

export interface ListAnswer {
  /** Each as JSON. */
  items: readonly string[];
  highlights: readonly (Highlight | undefined)[] | null;
  page: number | null;
  pageSize: number;
  next: string | null;
  total: Total | null;
  facets: FacetAnswer | null;
  search: SearchMeta | null;
}

function withHighlight(item: string, highlight: Highlight | undefined): string {
  if (highlight === undefined) return item;
  return `${item.slice(0, -1)},"highlight":${JSON.stringify(highlight)}}`;
}

function paginationOf({ page, pageSize, next, total }: ListAnswer): object {
  return {
    ...(page !== null && { page }),
    pageSize,
    ...(total !== null && {
      pageCount: Math.ceil(total.value / pageSize),
      total: total.value,
      relation: total.relation,
    }),
    next,
  };
}

/** The body of a list, in Strapi's envelope. Items are put in as they were printed. */
export function presentList(answer: ListAnswer): string {
  const { items, highlights, facets, search } = answer;
  const data = items.map((item, index) => withHighlight(item, highlights?.[index]));
  const meta = {
    pagination: paginationOf(answer),
    ...(facets && { facets }),
    ...(search && { search }),
  };
  return `{"data":[${data.join(',')}],"meta":${JSON.stringify(meta)}}`;
}
