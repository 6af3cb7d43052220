import type { Core } from '@strapi/strapi';

import type { SubmitterFacts } from '../../shared/wire';
import { property } from './parse/unknown';
import { SUBMISSIONS, type Submission } from './submission-store';

const ACCOUNTS = { user: 'plugin::users-permissions.user', admin: 'admin::user' } as const;

/** How long the submitter has been known and how earlier submissions of theirs went. */
export async function submitterFacts(
  strapi: Core.Strapi,
  { submitter: { kind, id } }: Submission,
): Promise<SubmitterFacts> {
  const counted: { state: string; count: string }[] = await strapi.db
    .connection(SUBMISSIONS)
    .where({ submitter_kind: kind, submitter_id: id })
    .groupBy('state')
    .select('state')
    .count({ count: '*' });
  const of = (state: string) => Number(counted.find((row) => row.state === state)?.count ?? 0);
  return {
    since: await memberSince(strapi, kind, id),
    approved: of('approved'),
    rejected: of('rejected'),
  };
}

async function memberSince(
  strapi: Core.Strapi,
  kind: Submission['submitter']['kind'],
  id: number | null,
): Promise<string | null> {
  if (id === null || (kind !== 'user' && kind !== 'admin')) return null;
  const account: unknown = await strapi.db
    .query(ACCOUNTS[kind])
    .findOne({ where: { id }, select: ['createdAt'] });
  const since = property(account, 'createdAt');
  if (since instanceof Date) return since.toISOString().slice(0, 10);
  return typeof since === 'string' ? since.slice(0, 10) : null;
}
