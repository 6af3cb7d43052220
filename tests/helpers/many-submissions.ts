import { randomBytes } from 'node:crypto';

import { contentFacts } from '../../src/plugins/review/server/src/content-facts';
import { digestOf } from '../../src/plugins/review/server/src/digest';
import type { Transaction } from '../../src/plugins/review/server/src/item-lock';
import { appendEvent } from '../../src/plugins/review/server/src/log';
import { listReviewableTypes } from '../../src/plugins/review/server/src/reviewable';
import type { FieldView } from '../../src/plugins/review/shared/wire';
import type { TestApp } from './app';
import { LINK } from './library';
import type { Member } from './people';

/** A submission that waits, written by SQL. */
export interface WaitingLink {
  id: string;
  itemId: string;
  title: string;
  digest: string;
  submittedAt: Date;
}

const HOUR = 3_600_000;

function waiting(index: number, count: number): WaitingLink & { fields: FieldView[] } {
  const itemId = `m${randomBytes(11).toString('hex')}`;
  const title = `Waiting link ${String(index + 1).padStart(5, '0')}`;
  const text = (name: string, value: string): FieldView => ({
    name,
    kind: 'value',
    format: 'plain',
    value,
  });
  const fields = [
    text('title', title),
    text('slug', `waiting-${itemId}`),
    text('url', `https://www.example.org/reports/${index + 1}`),
    text('description', `What number ${index + 1} of the waiting links is about.`),
    text('language', 'en'),
  ];
  return {
    id: randomBytes(12).toString('hex'),
    itemId,
    title,
    digest: digestOf(LINK, fields, null),
    // The first has waited longest.
    submittedAt: new Date(Date.now() - (count - index) * HOUR),
    fields,
  };
}

/**
 * Pending links of one member, the one submitted first in front: what as many submissions over the API leave, with
 * their events, without the minutes that takes.
 */
export async function addWaitingLinks(
  app: TestApp,
  member: Member,
  count: number,
): Promise<WaitingLink[]> {
  const all = Array.from({ length: count }, (_, index) => waiting(index, count));
  const type = listReviewableTypes(app.strapi).find(({ uid }) => uid === LINK);
  if (type === undefined) throw new Error('Links are not under review');
  const rows = all.map(({ fields, ...link }) => {
    const valueOf = (name: string) => fields.find((field) => field.name === name)?.value;
    const facts = contentFacts(type, { documentId: link.itemId, title: link.title, fields });
    return {
      ...link,
      ...facts,
      slug: valueOf('slug'),
      url: valueOf('url'),
      description: valueOf('description'),
    };
  });
  await app.sql(
    `with given as (select * from jsonb_to_recordset($1) as g (id text, "itemId" text, title text, digest text,
        "submittedAt" timestamptz, slug text, url text, description text, missing text[], category_ids text[])),
      drafts as (insert into external_links (document_id, title, slug, url, description, language, created_at, updated_at)
        select "itemId", title, slug, url, description, 'en', "submittedAt", "submittedAt" from given)
      insert into review_submissions (id, content_type, item_id, title, state, revision, digest, submitter_kind,
        submitter_id, submitter_name, submitted_at, missing, category_ids)
      select id, $2, "itemId", title, 'pending', 1, digest, 'user', $3, $4, "submittedAt", missing, category_ids
        from given`,
    [JSON.stringify(rows), LINK, member.id, member.username],
  );
  await app.strapi.db.transaction(({ trx }: Transaction) => {
    for (const { id, itemId, digest } of all) {
      appendEvent(app.strapi, trx, {
        type: 'submitted',
        submission: { id, contentType: LINK, itemId, revision: 1 },
        from: null,
        to: 'pending',
        digest,
        actor: { kind: 'user', id: member.id, name: member.username },
      });
    }
  });
  return all;
}
