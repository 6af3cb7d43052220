import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { ReviewSettings } from '../../shared/desk';
import { withAncestors } from './category-tree';
import { holdSettings, type Transaction } from './item-lock';
import { readSettings } from './settings';
import { SUBMISSIONS } from './submission-store';
import { addWorkingDays } from './working-days';

/** A category with those it stands in, itself first. */
type Ancestors = ReadonlyMap<string, readonly string[]>;

/**
 * Working days to decide within, or `null` for no date: of each category what is set for it or for the
 * nearest it stands in, else what is set for all; of several categories the shortest.
 */
export function dueDaysOf(
  { dueDays, dueDaysByCategory }: ReviewSettings,
  categoryIds: readonly string[],
  ancestors: Ancestors,
): number | null {
  const set = new Map(dueDaysByCategory.map(({ category, days }) => [category, days]));
  const ofCategory = (id: string) => {
    const nearest = (ancestors.get(id) ?? [id]).find((above) => set.has(above));
    return nearest === undefined ? dueDays : (set.get(nearest) ?? dueDays);
  };
  const all = categoryIds.length === 0 ? [dueDays] : categoryIds.map(ofCategory);
  const days = all.filter((one) => one !== null);
  return days.length === 0 ? null : Math.min(...days);
}

async function ancestorsFor(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  { dueDaysByCategory }: ReviewSettings,
  categoryIds: readonly string[],
): Promise<Ancestors> {
  if (dueDaysByCategory.length === 0) return new Map();
  return withAncestors(strapi, trx, [...new Set(categoryIds)]);
}

/** The date for what begins to wait now, by settings that do not change before the transaction ends. */
export async function dueOnFromNow(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  categoryIds: readonly string[],
): Promise<string | null> {
  await holdSettings(trx);
  const settings = await readSettings(strapi);
  const ancestors = await ancestorsFor(strapi, trx, settings, categoryIds);
  const days = dueDaysOf(settings, categoryIds, ancestors);
  return days === null ? null : addWorkingDays(new Date(), days);
}

const BATCH = 500;

interface Waiting {
  id: string;
  category_ids: string[];
  since: Date;
}

/** A reopened submission waits since then; its content is older. */
const WAITING_SQL = `
select s.id, s.category_ids, greatest(s.submitted_at, (select max(e.at) from review_events e
    where e.submission_id = s.id and e.type = 'reopened')) as since
  from ${SUBMISSIONS} s where s.id = any(?) and s.state = 'pending' order by s.id for no key update of s`;

/** Gives these their dates anew. @returns the ids of those that were still pending and free */
async function redate(
  strapi: Core.Strapi,
  ids: readonly string[],
  wait: boolean,
): Promise<string[]> {
  return strapi.db.transaction(async ({ trx }: Transaction) => {
    await holdSettings(trx);
    const settings = await readSettings(strapi);
    const { rows } = await trx.raw<{ rows: Waiting[] }>(
      wait ? WAITING_SQL : `${WAITING_SQL} skip locked`,
      [ids],
    );
    const filed = rows.flatMap(({ category_ids }) => category_ids);
    const ancestors = await ancestorsFor(strapi, trx, settings, filed);
    const dates = rows.map(({ category_ids, since }) => {
      const days = dueDaysOf(settings, category_ids, ancestors);
      return days === null ? null : addWorkingDays(since, days);
    });
    const redated = rows.map(({ id }) => id);
    await trx.raw(
      `update ${SUBMISSIONS} s set due_on = d.due_on from unnest(?::text[], ?::date[]) as d(id, due_on)
         where s.id = d.id and s.due_on is distinct from d.due_on`,
      [redated, dates],
    );
    return redated;
  });
}

/**
 * Dates everything pending by the settings as they are now. In batches that pass over rows somebody else
 * holds; those come afterwards, one by one. So it holds no row while it waits for another.
 */
export async function redatePending(strapi: Core.Strapi): Promise<void> {
  for (let last: string | undefined = ''; last !== undefined;) {
    const batch: { id: string }[] = await strapi.db
      .connection(SUBMISSIONS)
      .where('state', 'pending')
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .select('id');
    const ids = batch.map(({ id }) => id);
    const redated = new Set(await redate(strapi, ids, false));
    for (const id of ids) if (!redated.has(id)) await redate(strapi, [id], true);
    last = ids.at(-1);
  }
}
