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
  const given = [values.slug, values[NAMED_BY[uid]]].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  const own = typeof documentId === 'string' ? documentId : undefined;
  return freeSlug(strapi, uid, slugOf(given ?? ''), own);
}

function hasDrafts(strapi: Core.Strapi, uid: LibraryUid): boolean {
  return strapi.contentType(uid).options.draftAndPublish;
}

/** Rows of a type without drafts carry a publication date too. */
function isLiveVersion(strapi: Core.Strapi, uid: LibraryUid, values: Values): boolean {
  const { publishedAt } = values;
  return hasDrafts(strapi, uid) && publishedAt !== null && publishedAt !== undefined;
}

/** The content manager hands on whatever the browser sent, names of rows included. */
function dropIdentity(strapi: Core.Strapi, uid: LibraryUid, values: Values): void {
  delete values.id;
  delete values.locale;
  if (!hasDrafts(strapi, uid)) delete values.documentId;
}

async function normaliseNew(strapi: Core.Strapi, uid: LibraryUid, values: Values): Promise<void> {
  dropIdentity(strapi, uid, values);
  normaliseValues(values);
  // A live version takes its draft's slug, which was free when the draft took it. Waiting for the
  // slugs here would let a bulk approval and a single one wait for each other.
  if (isLiveVersion(strapi, uid, values)) return;
  values.slug = await slugFor(strapi, uid, values, values.documentId);
}

async function normaliseChange(
  strapi: Core.Strapi,
  uid: LibraryUid,
  values: Values,
  where: unknown,
): Promise<void> {
  normaliseValues(values);
  const { slug, parent } = values;
  if (slug === undefined && parent === undefined) return;
  const stored: unknown = await strapi.db
    .query(uid)
    .findOne({ where, select: ['id', 'documentId', 'slug'] });
  if (uid === 'api::category.category') {
    await assertNoCycle(strapi, property(stored, 'id'), parent);
  }
  if (slug === undefined || property(stored, 'slug') === slug) return;
  values.slug = await slugFor(strapi, uid, values, property(stored, 'documentId'));
}

/**
 * Puts addresses, dates, languages and slugs into their normal form on every write, whichever door
 * it comes through. Here and not in the document service: the query engine is a door too.
 */
export function normaliseOnWrite(strapi: Core.Strapi): void {
  // What is about to be stored, by attribute; the models are those subscribed to.
  const valuesOf = (data: unknown) => data as Values;
  const uidOf = (model: { uid: string }) => model.uid as LibraryUid;
  strapi.db.lifecycles.subscribe({
    models: Object.keys(NAMED_BY),
    async beforeCreate({ model, params }) {
      await normaliseNew(strapi, uidOf(model), valuesOf(params.data));
    },
    async beforeCreateMany({ model, params }) {
      const rows = params.data as unknown[];
      for (const row of rows) await normaliseNew(strapi, uidOf(model), valuesOf(row));
    },
    async beforeUpdate({ model, params }) {
      await normaliseChange(strapi, uidOf(model), valuesOf(params.data), params.where);
    },
    beforeUpdateMany({ params }) {
      normaliseValues(valuesOf(params.data));
    },
  });
}
