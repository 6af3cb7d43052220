import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

const MAX_LENGTH = 100;

/** Types whose items are read under one address, `/api/catalogue/<slug>`, and so share their slugs. */
const SHARED = [
  'api::library-document.library-document',
  'api::external-link.external-link',
] as const satisfies readonly UID.ContentType[];

/** Addresses there that are no item's. */
const TAKEN_WORDS = ['categories', 'changes', 'export', 'suggest'];

/** Letters that no accent makes of another, as their languages write them without. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** Lower-case ASCII words joined by hyphens; never empty. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => SPELT_OUT[letter] ?? letter)
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return words.slice(0, MAX_LENGTH).replace(/-+$/, '') || 'item';
}

interface Slugs {
  /** Of those that share them. */
  name: string;
  uids: readonly UID.ContentType[];
  taken: readonly string[];
}

function slugsAround(uid: UID.ContentType): Slugs {
  const isShared = SHARED.some((shared) => shared === uid);
  return isShared
    ? { name: 'items', uids: SHARED, taken: TAKEN_WORDS }
    : { name: uid, uids: [uid], taken: [] };
}

/** Two slugs can only become the same where these are: `report` and `report-2` both may end as `report-3`. */
function stemOf(slug: string): string {
  return slug.replace(/(?:-\d+)+$/, '');
}

/**
 * A slug nothing else has that is found by it, draft or live: the wanted one, or with the first free
 * number. Never an error, which would tell that a pending item holds it. Holds the slugs of that stem
 * until the transaction ends, so two newcomers cannot both find the same one free.
 */
export async function freeSlug(
  strapi: Core.Strapi,
  uid: UID.ContentType,
  wanted: string,
  ownDocumentId: string | undefined,
): Promise<string> {
  return strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
    const { name, uids, taken } = slugsAround(uid);
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
      `slug ${name} ${stemOf(wanted)}`,
    ]);
    const inTable = (type: UID.ContentType) =>
      trx(strapi.db.metadata.get(type).tableName)
        .where((slug) => {
          void slug.where('slug', wanted).orWhere('slug', 'like', `${wanted}-%`);
        })
        .whereNot('document_id', ownDocumentId ?? '')
        .select('slug');
    const found = (await trx.union(uids.map(inTable))) as { slug: string }[]; // the one column selected
    const others = new Set([...taken, ...found.map(({ slug }) => slug)]);
    if (!others.has(wanted)) return wanted;
    let number = 2;
    while (others.has(`${wanted}-${number}`)) number += 1;
    return `${wanted}-${number}`;
  });
}
