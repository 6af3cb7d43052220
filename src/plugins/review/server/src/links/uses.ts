import type { Core } from '@strapi/strapi';

import type { LinkUse } from '../../../shared/links';
import { SUBMISSIONS } from '../submission-store';
import { linkedTypes, type LinkedType } from './linked-types';

/** Categories somebody is limited to, with those in them; `null` for no limit. */
export type Within = readonly string[] | null;

/** As many as anybody reads; beyond that a link is everywhere. */
const MOST_USES = 20;

interface UseRow {
  url: string;
  content_type: string;
  document_id: string;
  title: string;
  live: boolean;
  submission_id: string | null;
}

/** What holds an address may show a reviewer with limits: items in their categories, and nothing that is not reviewed. */
function isSeen({ isReviewed }: LinkedType, within: Within): boolean {
  return within === null || isReviewed;
}

/** Draft and live version of an item are one use, unless one of them leads elsewhere. */
function usesSql({ uid, table, column, titleColumn, isReviewed }: LinkedType, within: Within) {
  const address = `split_part(h."${column}", '#', 1)`;
  if (!isReviewed) {
    return `select ${address} as url, '${uid}' as content_type, h.document_id, h."${titleColumn}" as title,
        true as live, null as submission_id
      from "${table}" h where ${address} = any(:urls)`;
  }
  const limit = within === null ? '' : 'and s.category_ids && :within';
  return `select ${address} as url, '${uid}' as content_type, h.document_id, max(h."${titleColumn}") as title,
      bool_or(h.published_at is not null) as live, max(s.id) as submission_id
    from "${table}" h left join ${SUBMISSIONS} s on s.content_type = '${uid}' and s.item_id = h.document_id
    where ${address} = any(:urls) ${limit} group by 1, 3`;
}

/** What holds these addresses, as far as the reader may see it. */
export async function usesOf(
  strapi: Core.Strapi,
  urls: readonly string[],
  within: Within,
): Promise<ReadonlyMap<string, LinkUse[]>> {
  const uses = new Map<string, LinkUse[]>(urls.map((url) => [url, []]));
  const types = linkedTypes(strapi).filter((type) => isSeen(type, within));
  if (urls.length === 0 || types.length === 0) return uses;
  const { rows } = await strapi.db.connection.raw<{ rows: UseRow[] }>(
    `select * from (
       select u.*, row_number() over (partition by url order by live desc, title, document_id) as place
       from (${types.map((type) => usesSql(type, within)).join(' union all ')}) u) numbered
     where place <= ${MOST_USES} order by url, place`,
    { urls, within: within ?? [] },
  );
  for (const row of rows) {
    uses.get(row.url)?.push({
      contentType: row.content_type,
      documentId: row.document_id,
      title: row.title,
      live: row.live,
      submissionId: row.submission_id,
    });
  }
  return uses;
}

/** SQL that is true of a row `l` of `review_links` that is held by something the reader may see. */
export function seenSql(strapi: Core.Strapi, within: Within): string {
  if (within === null) return 'true';
  const held = linkedTypes(strapi)
    .filter(({ isReviewed }) => isReviewed)
    .map(
      ({ uid, table, column }) => `exists (select from "${table}" h
        join ${SUBMISSIONS} s on s.content_type = '${uid}' and s.item_id = h.document_id
        where split_part(h."${column}", '#', 1) = l.url and s.category_ids && :within)`,
    );
  return held.length === 0 ? 'false' : `(${held.join(' or ')})`;
}
