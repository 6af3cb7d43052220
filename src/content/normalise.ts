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

async function slugFor(
  strapi: Core.Strapi,
  uid: LibraryUid,
  values: Values,
  documentId: unknown,
): Promise<string> {
  const { slug } = values;
  const title = values[NAMED_BY[uid]];
  const wanted =
    typeof slug === 'string' && slug !== '' ? slug : slugOf(typeof title === 'string' ? title : '');
  return freeSlug(strapi, uid, wanted, typeof documentId === 'string' ? documentId : undefined);
}

/** Rows of a type without drafts carry a publication date too. */
function isLiveVersion(strapi: Core.Strapi, uid: LibraryUid, values: Values): boolean {
  const { draftAndPublish } = strapi.contentType(uid).options;
  return draftAndPublish && values.publishedAt !== null && values.publishedAt !== undefined;
}

/**
 * Puts addresses, dates, languages and slugs into their normal form on every write, whichever door
 * it comes through. Here and not in the document service: the query engine is a door too.
 */
export function normaliseOnWrite(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe({
    models: Object.keys(NAMED_BY),
    async beforeCreate({ model, params }) {
      const uid = model.uid as LibraryUid; // one of the models subscribed to
      const values = params.data as Values; // what is about to be stored, by attribute
      normaliseValues(values);
      // It takes its draft's slug, which was free when the draft took it. Waiting for the slugs here
      // would let a bulk approval and a single one wait for each other.
      if (isLiveVersion(strapi, uid, values)) return;
      values.slug = await slugFor(strapi, uid, values, values.documentId);
    },
    async beforeUpdate({ model, params }) {
      const uid = model.uid as LibraryUid; // as above
      const values = params.data as Values; // as above
      const id = property(params.where, 'id');
      normaliseValues(values);
      if (uid === 'api::category.category') await assertNoCycle(strapi, id, values.parent);
      if (values.slug === undefined) return;
      const stored: unknown = await strapi.db
        .query(uid)
        .findOne({ where: { id }, select: ['documentId', 'slug'] });
      if (property(stored, 'slug') === values.slug) return;
      values.slug = await slugFor(strapi, uid, values, property(stored, 'documentId'));
    },
  });
}
