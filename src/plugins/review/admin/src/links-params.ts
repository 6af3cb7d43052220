import { LINK_FILTERS, type LinkFilter } from '../../shared/links';

/** What the page of links shows; the same words stand in its address and in the request. */
export interface LinksParams {
  state: LinkFilter;
  page: number;
}

export const BROKEN_LINKS: LinksParams = { state: 'broken', page: 1 };

/** Reads an address. People edit and share those, so what is not understood falls away. */
export function readLinksParams(search: URLSearchParams): LinksParams {
  const state = search.get('filters[state]');
  const page = search.get('pagination[page]') ?? '';
  return {
    state: LINK_FILTERS.find((known) => known === state) ?? BROKEN_LINKS.state,
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
}

/** The address of what is shown, and the query that asks for it. */
export function writeLinksParams({ state, page }: LinksParams): URLSearchParams {
  const search = new URLSearchParams({ 'filters[state]': state });
  if (page > 1) search.set('pagination[page]', String(page));
  return search;
}
