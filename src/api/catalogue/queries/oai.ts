import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import type { CatalogueItem } from '../item';
import type { ListPart } from '../oai/resumption';
import type { OaiRecord, OaiSet } from '../oai/xml';
import { COUNT_BOUND } from './total';

interface CategoryRow {
  id: string;
  name: string;
  slug: string;
  description: string | null;
  parent: string | null;
}

/** Categories as sets, by documentId: `working-in-partnership:how-to-guides`. */
export async function loadSets(strapi: Core.Strapi): Promise<Map<string, OaiSet>> {
  const rows = await ask<CategoryRow>(
    strapi,
    `select c.document_id as id, c.name, c.slug, c.description, p.document_id as parent from categories c
     left join categories_parent_lnk l on l.category_id = c.id left join categories p on p.id = l.inv_category_id
     order by c.slug`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const specOf = ({ slug, parent }: CategoryRow): string => {
    const above = parent === null ? undefined : byId.get(parent);
    return above === undefined ? slug : `${specOf(above)}:${slug}`;
  };
  return new Map(
    rows.map((row) => [
      row.id,
      { spec: specOf(row), name: row.name, description: row.description },
    ]),
  );
}

interface Row {
  seq: string;
  document_id: string;
  at: Date;
  category_ids: string[];
  printed: string | null;
}

export interface RecordsPage {
  records: OaiRecord[];
  /** The number of the last one, where there are more. */
  nextSeq: number | null;
}

function recordOf(
  { document_id, at, category_ids, printed }: Row,
  sets: Map<string, OaiSet>,
): OaiRecord {
  return {
    id: document_id,
    at,
    // Of a withdrawn item some may have been deleted since.
    setSpecs: category_ids.flatMap((id) => sets.get(id)?.spec ?? []),
    item: printed === null ? null : (JSON.parse(printed) as CatalogueItem), // as the database printed it
  };
}

const COLUMNS = 'c.seq, c.document_id, c.at, c.category_ids, e.printed';
const JOINED = 'catalogue_change c left join catalogue_entry e on e.document_id = c.document_id';
/** Moments grow with the numbers, so a span of time is a span of numbers. */
const LAST_BEFORE = (moment: string) =>
  `coalesce((select seq from catalogue_change where at < ${moment} order by at desc, seq desc limit 1), 0)`;
const SPAN = `c.is_latest and c.seq > greatest($1, ${LAST_BEFORE('$2')}) and c.seq <= ${LAST_BEFORE('$3')}
  and ($4::text is null or c.category_ids @> array[$4::text])`;

export interface ListQuestion {
  part: ListPart;
  /** The documentId of the category that is the set. */
  setId: string | null;
  sets: Map<string, OaiSet>;
}

function spanValues({ afterSeq, from, before }: ListPart, setId: string | null): unknown[] {
  return [afterSeq, from ?? new Date(0), before, setId];
}

/** A part of the list: what was in it when the harvest began, less what has changed since, which comes next time. */
export async function listRecords(
  strapi: Core.Strapi,
  { part, setId, sets }: ListQuestion,
  count: number,
): Promise<RecordsPage> {
  const rows = await ask<Row>(
    strapi,
    `select ${COLUMNS} from ${JOINED} where ${SPAN} order by c.seq limit $5`,
    [...spanValues(part, setId), count + 1],
  );
  const page = rows.slice(0, count);
  const last = rows.length > count ? page.at(-1) : undefined;
  return {
    records: page.map((row) => recordOf(row, sets)),
    nextSeq: last === undefined ? null : Number(last.seq),
  };
}

/** How many records the whole list has that a part belongs to, of no set; -1 where there are too many to count. */
export async function countRecords(strapi: Core.Strapi, part: ListPart): Promise<number> {
  const [row] = await ask<{ count: number }>(
    strapi,
    `select count(*)::integer as count
     from (select from catalogue_change c where ${SPAN} limit ${COUNT_BOUND + 1}) counted`,
    spanValues(part, null),
  );
  const count = row?.count ?? 0;
  return count > COUNT_BOUND ? -1 : count;
}

export async function findRecord(
  strapi: Core.Strapi,
  id: string,
  sets: Map<string, OaiSet>,
): Promise<OaiRecord | null> {
  const [row] = await ask<Row>(
    strapi,
    `select ${COLUMNS} from ${JOINED} where c.document_id = $1 and c.is_latest`,
    [id],
  );
  return row === undefined ? null : recordOf(row, sets);
}

/** No record has an earlier date. */
export async function earliestChange(strapi: Core.Strapi): Promise<Date | null> {
  const [row] = await ask<{ at: Date }>(
    strapi,
    'select at from catalogue_change where is_latest order by seq limit 1',
  );
  return row?.at ?? null;
}

/**
 * The moment an answer speaks of. Whoever harvests from here on next time must miss nothing, so no change
 * still on its way may turn out to be earlier: now, if nobody is writing, otherwise that of the last commit.
 */
export async function safeMoment(strapi: Core.Strapi): Promise<Date> {
  const [free] = await ask<{ at: Date }>(
    strapi,
    'select greatest(at, clock_timestamp())::timestamptz(3) as at from catalogue_state for share skip locked',
  );
  if (free !== undefined) return free.at;
  const [state] = await ask<{ at: Date }>(strapi, 'select at from catalogue_state');
  if (state === undefined) throw new Error('catalogue_state is empty');
  return state.at;
}
