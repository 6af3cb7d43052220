import type { Core } from '@strapi/strapi';

import type { Reason, Statistics } from '../../../shared/desk';
import { withDescendants } from '../category-tree';
import { addDays } from '../parse/day';
import type { StatisticsQuery } from '../parse/statistics-query';
import { readSettings } from '../settings';
import type { Types } from '../submission-views';
import {
  AGE_LIMITS,
  allowMemory,
  askReasons,
  askReviewers,
  askTimeToDecision,
  askWaiting,
  askWeeks,
  type AgeRow,
  type Bounds,
  type ReasonRow,
  type WeekRow,
} from './questions';
import { mondaysOf } from './weeks';

async function boundsOf(
  strapi: Core.Strapi,
  types: Types,
  { from, to, type, category }: StatisticsQuery,
): Promise<Bounds> {
  const wanted = [...types.values()].filter(({ name }) => type === undefined || name === type);
  return {
    since: `${from}T00:00:00Z`,
    until: `${addDays(to, 1)}T00:00:00Z`,
    types: wanted.map(({ uid }) => uid),
    categories:
      category === undefined
        ? null
        : await withDescendants(strapi, strapi.db.connection, [category]),
  };
}

function waitingOf(rows: readonly AgeRow[]): Statistics['waiting'] {
  const oldest = rows.map((row) => row.oldest.toISOString()).sort()[0] ?? null;
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    oldestSubmittedAt: oldest,
    ages: [0, ...AGE_LIMITS].map((fromDays, passed) => ({
      fromDays,
      toDays: AGE_LIMITS[passed] ?? null,
      count: rows.find((row) => row.passed === passed)?.count ?? 0,
    })),
  };
}

function weeksOf({ from, to }: StatisticsQuery, rows: readonly WeekRow[]): Statistics['weeks'] {
  return mondaysOf(from, to).map(
    (monday) =>
      rows.find((row) => row.monday === monday) ?? {
        monday,
        submitted: 0,
        approved: 0,
        rejected: 0,
      },
  );
}

/** A reason that the settings no longer have goes by its id; words of one's own have neither. */
function labelOf(reasons: readonly Reason[], id: string | null, language: string): string {
  if (id === null) return '';
  const label = reasons.find((reason) => reason.id === id)?.label;
  return label?.[language] ?? label?.en ?? id;
}

function reasonsOf(
  reasons: readonly Reason[],
  rows: readonly ReasonRow[],
  language: string,
): Statistics['reasons'] {
  return rows.map(({ id, count }) => ({
    reasonId: id,
    label: labelOf(reasons, id, language),
    count,
  }));
}

/**
 * What the log says about a period, and what waits now, all of one moment.
 * @param language in which reasons are named, where editors wrote them in it
 */
export async function computeStatistics(
  strapi: Core.Strapi,
  types: Types,
  query: StatisticsQuery,
  { now, language }: { now: Date; language: string },
): Promise<Statistics> {
  const bounds = await boundsOf(strapi, types, query);
  const { reasons } = await readSettings(strapi);
  return strapi.db.connection.transaction(
    async (trx) => {
      await allowMemory(trx);
      const { median, p90 } = await askTimeToDecision(trx, bounds);
      const weeks = weeksOf(query, await askWeeks(trx, bounds));
      const decisions = weeks.reduce((sum, week) => sum + week.approved + week.rejected, 0);
      return {
        from: query.from,
        to: query.to,
        waiting: waitingOf(await askWaiting(trx, bounds, now)),
        timeToDecision: { decisions, medianHours: median, p90Hours: p90 },
        weeks,
        reviewers: (await askReviewers(trx, bounds)).map(
          ({ kind, id, name, approved, rejected }) => ({
            reviewer: { kind, id, name },
            approved,
            rejected,
          }),
        ),
        reasons: reasonsOf(reasons, await askReasons(trx, bounds), language),
      };
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}
