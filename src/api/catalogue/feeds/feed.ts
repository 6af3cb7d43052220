import type { CatalogueItem } from '../item';
import type { Addresses } from '../presenters/addresses';
import { legible } from '../presenters/xml';

/** What a feed is about, in whatever format. */
export interface Feed {
  addresses: Addresses;
  /** Its own address. */
  url: string;
  title: string;
  libraryName: string;
  /** Newest first. */
  items: readonly CatalogueItem[];
  /** When anything in it last changed. */
  updatedAt: string;
}

/** Days have no hour; feeds want one. */
export function momentOf(day: string): string {
  return `${day}T00:00:00Z`;
}

export function lastChange(items: readonly CatalogueItem[], otherwise: Date): string {
  const moments = items.map(({ updatedAt }) => updatedAt).sort();
  return moments.at(-1) ?? otherwise.toISOString();
}

/** Whether a text is none that a title or a name may be: those must say something. */
export function isBlank(text: string | null): boolean {
  return text === null || legible(text).trim() === '';
}
