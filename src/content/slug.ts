import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

const MAX_LENGTH = 100;

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

/**
 * A slug no other item of the type has, draft or live: the wanted one, or with the first free
 * number. Never an error, which would tell that a pending item holds it. Holds the type's slugs
 * until the transaction ends, so two newcomers cannot both find the same one free.
 */
export async function freeSlug(
  strapi: Core.Strapi,
  uid: UID.ContentType,
  wanted: string,
  ownDocumentId: string | undefined,
): Promise<string> {
  return strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`slug ${uid}`]);
    const { tableName } = strapi.db.metadata.get(uid);
    const taken = await trx<{ slug: string; document_id: string }>(tableName)
      .where((slug) => {
        void slug.where('slug', wanted).orWhere('slug', 'like', `${wanted}-%`);
      })
      .whereNot('document_id', ownDocumentId ?? '')
      .distinct('slug');
    const others = new Set(taken.map(({ slug }) => slug));
    if (!others.has(wanted)) return wanted;
    let number = 2;
    while (others.has(`${wanted}-${number}`)) number += 1;
    return `${wanted}-${number}`;
  });
}
