import type { Core } from '@strapi/strapi';

import { redatePending } from '../due-dates';
import type { ReviewableType, ReviewedAttribute } from '../reviewable';
import { columnOf, joinOf } from './storage';

/** The file of a draft; nothing of one that came in before hashes were kept. */
function fileSql({ uid, file }: ReviewableType): string {
  return `
    select f.sha256 as file_sha256, f.size_in_bytes as file_size
      from files_related_mph use join files f on f.id = use.file_id
      where use.related_id = item.id and use.related_type = '${uid}' and use.field = '${file ?? ''}' limit 1`;
}

/** What `ContentFacts` says of a draft, for all drafts of a type at once. Names come from our schemas. */
function factsSql(strapi: Core.Strapi, type: ReviewableType): string {
  const { uid, attributes, category } = type;
  const isEmpty = ({ name, kind }: ReviewedAttribute) =>
    kind === 'file'
      ? `not exists (select from files_related_mph f where f.related_id = item.id
           and f.related_type = '${uid}' and f.field = '${name}')`
      : `coalesce(item."${columnOf(strapi, uid, name)}"::text, '') = ''`;
  // An empty relation is an empty list and counts as there, as it does for a single draft.
  const required = attributes.filter((one) => one.required && one.kind !== 'relation');
  const missing = required.map((one) => `case when ${isEmpty(one)} then '${one.name}' end`);
  const join = category === null ? null : joinOf(strapi, uid, category);
  const filed =
    join === null
      ? `'{}'::text[]`
      : `array(select distinct shelf.document_id::text collate "C" from "${join.table}" link
           join "${join.targetTable}" shelf on shelf.id = link."${join.targetColumn}"
           where link."${join.ownColumn}" = item.id order by 1)`;
  return `
    update review_submissions s set category_ids = facts.category_ids, missing = facts.missing,
        file_sha256 = facts.file_sha256, file_size = facts.file_size
      from (select item.document_id, ${filed} as category_ids,
              array_remove(array[${missing.join(', ')}]::text[], null) as missing, file.*
            from "${strapi.db.metadata.get(uid).tableName}" item
            left join lateral (${fileSql(type)}) file on true
            where item.published_at is null) facts
      where s.content_type = '${uid}' and s.item_id = facts.document_id
        and (s.category_ids, s.missing, s.file_sha256, s.file_size) is distinct from
            (facts.category_ids, facts.missing, facts.file_sha256, facts.file_size)`;
}

/** Raised when there are more facts. */
const FACTS = 2;

/**
 * Fills in what the queue is narrowed by for submissions from before it was kept with them. Once; after
 * that it is written with every draft. Begun again where a start was broken off.
 */
export async function fillQueueFacts(
  strapi: Core.Strapi,
  types: readonly ReviewableType[],
): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'review', key: 'queue-facts' });
  if ((await store.get({})) === FACTS) return;
  for (const type of types) await strapi.db.connection.raw(factsSql(strapi, type));
  await redatePending(strapi);
  await store.set({ value: FACTS });
}
