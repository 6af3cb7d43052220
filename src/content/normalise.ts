import type { Core, UID } from '@strapi/strapi';

import { assertNoCycle } from './category-tree';
import { canonicalLanguage } from './language-tag';
import { checkPartialDate } from './partial-date';
import { property } from './property';
import { freeSlug, slugOf } from './slug';
import { normaliseWebAddress } from './web-address';

/** The library's types and the attribute that names an item of each. */
export const NAMED_BY = {
  'api::library-document.library-document': 'title',
  'api::external-link.external-link': 'title',
  'api::category.category': 'name',
  'api::information-source.information-source': 'name',
} as const satisfies Partial<Record<UID.ContentType, string>>;

type LibraryUid = keyof typeof NAMED_BY;
type Values = Record<string, unknown>;

const NORMAL_FORM: Readonly<Record<string, (value: string) => string>> = {
  url: normaliseWebAddress,
  publishedDate: checkPartialDate,
  language: canonicalLanguage,
};

function normaliseValues(values: Values): void {
  for (const [name, normalise] of Object.entries(NORMAL_FORM)) {
    const value = values[name];
    if (typeof value === 'string' && value !== '') values[name] = normalise(value);
    if (value === '') values[name] = null;
  }
}

async function fillSlug(
  strapi: Core.Strapi,
  uid: LibraryUid,
  values: Values,
  isNew: boolean,
): Promise<void> {
  if (!isNew && values.slug === undefined) return;
  const given = values.slug;
  const title = values[NAMED_BY[uid]];
  const wanted =
    typeof given === 'string' && given !== ''
      ? given
      : slugOf(typeof title === 'string' ? title : '');
  const { documentId } = values;
  values.slug = await freeSlug(
    strapi,
    uid,
    wanted,
    typeof documentId === 'string' ? documentId : undefined,
  );
}

/**
 * Puts addresses, dates, languages and slugs into their normal form on every write, whichever door
 * it comes through. Here and not in the document service: the query engine is a door too.
 */
export function normaliseOnWrite(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe({
    models: Object.keys(NAMED_BY),
    async beforeCreate({ model, params }) {
      const values = params.data as Values; // what is about to be stored, by attribute
      normaliseValues(values);
      await fillSlug(strapi, model.uid as LibraryUid, values, true);
    },
    async beforeUpdate({ model, params }) {
      const values = params.data as Values;
      const id = property(params.where, 'id');
      normaliseValues(values);
      if (model.uid === 'api::category.category') await assertNoCycle(strapi, id, values.parent);
      if (values.slug === undefined) return;
      const stored: unknown = await strapi.db
        .query(model.uid)
        .findOne({ where: { id }, select: ['documentId', 'slug'] });
      const row = (stored ?? {}) as Values;
      if (row.slug === values.slug) return;
      const own = { ...values, documentId: row.documentId };
      await fillSlug(strapi, model.uid as LibraryUid, own, false);
      values.slug = property(own, 'slug');
    },
  });
}
