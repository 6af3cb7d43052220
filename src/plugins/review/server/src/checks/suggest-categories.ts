import type { Core } from '@strapi/strapi';

import type { Check, SuggestedCategory } from '../../../shared/checks';
import { check } from './sentences';

/** What is to be filed. */
export interface Subject {
  title: string;
  description: string;
  /** The beginning of its file. */
  text: string;
  /** BCP 47. */
  language: string | null;
}

export type SuggestCategories = (subject: Subject) => Promise<SuggestedCategory[]>;

const sources = new WeakMap<Core.Strapi, SuggestCategories>();

/** This plugin knows nothing of how the application searches; whoever does tells it here, at the start. */
export function categorySuggestionsService({ strapi }: { strapi: Core.Strapi }) {
  return {
    from(suggest: SuggestCategories): void {
      sources.set(strapi, suggest);
    },
  };
}

/** The categories that public items like this one are filed in. */
export async function categoryChecks(strapi: Core.Strapi, subject: Subject): Promise<Check[]> {
  const categories = (await sources.get(strapi)?.(subject)) ?? [];
  return categories.length === 0 ? [] : [check('suggestedCategory', 'note', { categories })];
}
