import type { CatalogueItem } from '../../src/api/catalogue/item';
import type { Facet } from '../../src/api/catalogue/params/list';
import type { SearchMeta } from '../../src/api/catalogue/presenters/list';
import type { FacetCounts } from '../../src/api/catalogue/queries/facets';
import type { Highlight } from '../../src/api/catalogue/queries/highlights';
import type { TestApp } from './app';
import { api, type Answer } from './http';

export interface Listed {
  data: (CatalogueItem & { highlight?: Highlight })[];
  meta: {
    pagination: {
      page?: number;
      pageSize: number;
      pageCount?: number;
      total?: number;
      relation?: string;
      next: string | null;
    };
    facets?: Partial<Record<Facet, FacetCounts>>;
    search?: SearchMeta;
  };
}

export interface Refused {
  data: null;
  error: { status: number; name: string; message: string; details: Record<string, unknown> };
}

/** Reads from the catalogue. @throws where it refuses */
export async function read<Body>(app: TestApp, address: string): Promise<Body> {
  const { status, body }: Answer<Body> = await api(app.url).get<Body>(address);
  if (status !== 200) throw new Error(`${address} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** @param query the query part of the address, as it is */
export function list(app: TestApp, query = ''): Promise<Listed> {
  return read<Listed>(app, `/api/catalogue?${query}`);
}

export async function refused(app: TestApp, address: string): Promise<Refused['error']> {
  const { body } = await api(app.url).get<Refused>(address);
  return body.error;
}

/** All pages from the first cursor to the last, each handed to `between` before the next is read. */
export async function walk(
  app: TestApp,
  query: string,
  pageSize: number,
  between: (page: Listed) => Promise<void> | void = () => undefined,
): Promise<Listed['data']> {
  const items: Listed['data'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&pagination[after]=${cursor}`;
    const page = await list(app, `${query}&pagination[pageSize]=${pageSize}${after}`);
    items.push(...page.data);
    cursor = page.meta.pagination.next;
    if (cursor !== null) await between(page);
  }
  return items;
}

/** The same by numbers of pages. */
export async function walkPages(
  app: TestApp,
  query: string,
  pageSize: number,
): Promise<Listed['data']> {
  const items: Listed['data'] = [];
  for (let number = 1; ; number += 1) {
    const size = `pagination[pageSize]=${pageSize}&pagination[page]=${number}`;
    const { data, meta } = await list(app, `${query}&${size}`);
    items.push(...data);
    if (meta.pagination.next === null) return items;
  }
}
