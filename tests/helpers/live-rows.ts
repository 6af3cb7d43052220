import { randomBytes } from 'node:crypto';

import { escapeLiteral } from 'pg';

import type { TestApp } from './app';
import { caughtUp } from './live-items';

/** An external link that is live without a passage through review. */
export interface LiveRow {
  documentId: string;
  title: string;
  slug: string;
  description: string;
  publisher: string | null;
  language: string | null;
  /** Row numbers. */
  categories: readonly number[];
}

const GUARDS = [
  ['external_links', 'review_guard_row'],
  ['external_links_categories_lnk', 'review_guard_relation'],
] as const;

/**
 * Runs statements on live external links in one transaction, past the review. The catalogue's own triggers follow
 * as ever. For many rows at once, where approving each would take minutes.
 */
export async function withoutGuards(app: TestApp, statements: string): Promise<void> {
  const switched = (how: 'disable' | 'enable') =>
    GUARDS.map(([table, guard]) => `alter table ${table} ${how} trigger ${guard};`);
  // Sent as one text, which PostgreSQL runs as one transaction.
  await app.sql([...switched('disable'), `${statements};`, ...switched('enable')].join('\n'));
  await caughtUp(app);
}

let counter = 0;

/** Ids grow, because what enters in one transaction is numbered in their order. */
function nextId(): string {
  counter += 1;
  return counter.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
}

/**
 * Makes live external links, `make` saying how each differs from the others. Answers them in the order in which the
 * catalogue took them in.
 */
export async function addLiveRows(
  app: TestApp,
  count: number,
  make: (index: number) => Partial<LiveRow> = () => ({}),
): Promise<LiveRow[]> {
  const rows = Array.from({ length: count }, (_, index): LiveRow => {
    const documentId = nextId();
    const title = `Row ${index} ${documentId.slice(0, 8)}`;
    return {
      documentId,
      title,
      slug: `row-${documentId}`,
      description: `About ${title}`,
      publisher: null,
      language: 'en',
      categories: [],
      ...make(index),
    };
  });
  const given = `json_to_recordset(${escapeLiteral(JSON.stringify(rows))}) as given ("documentId" text, title text,
    slug text, description text, publisher text, language text, categories integer[])`;
  await withoutGuards(
    app,
    `insert into external_links (document_id, title, slug, description, publisher, language, url, date_added,
         created_at, updated_at, published_at)
       select "documentId", title, slug, description, publisher, language, 'https://example.org/' || slug,
         current_date, now(), now(), now() from ${given};
     insert into external_links_categories_lnk (external_link_id, category_id, category_ord)
       select l.id, c.category, c.place from ${given}
       join external_links l on l.document_id = given."documentId" and l.published_at is not null
       cross join unnest(given.categories) with ordinality as c (category, place)`,
  );
  return rows;
}

/** Gives live external links another title: `alterLiveRows(app, ids, 'Again')` makes "Row 1" "Again: Row 1". */
export async function alterLiveRows(
  app: TestApp,
  documentIds: readonly string[],
  prefix: string,
): Promise<void> {
  if (documentIds.length === 0) return;
  await withoutGuards(
    app,
    `update external_links set title = ${escapeLiteral(`${prefix}: `)} || title
     where published_at is not null and ${isOneOf(documentIds)}`,
  );
}

/** Deletes live external links, as withdrawing them does. */
export async function withdrawLiveRows(
  app: TestApp,
  documentIds: readonly string[],
): Promise<void> {
  await app.sql(
    'delete from external_links where published_at is not null and document_id = any ($1)',
    [documentIds],
  );
  await caughtUp(app);
}

function isOneOf(documentIds: readonly string[]): string {
  return `document_id in (${documentIds.map((id) => escapeLiteral(id)).join(', ')})`;
}
