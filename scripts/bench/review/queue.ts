import type { Client } from 'pg';

import { wholeNumber } from '../../whole-number';
import { CATEGORIES, copyInto, fillReferences, idOf } from '../catalogue/library';
import { createChance, EVERYWHERE, textsOf } from '../catalogue/texts';

/** Of all submissions, as a library has them that is behind. */
const PENDING = 0.3;
const MEMBERS = 500;
const TYPES = [
  'api::library-document.library-document',
  'api::library-document.library-document',
  'api::library-document.library-document',
  'api::external-link.external-link',
  'api::external-link.external-link',
] as const;
const DAY = 86_400_000;

/** In one title of five thousand. */
export const RARE = 'zeppelin';

const COLUMNS = [
  'id',
  'content_type',
  'item_id',
  'title',
  'state',
  'revision',
  'digest',
  'submitter_kind',
  'submitter_id',
  'submitter_name',
  'submitted_at',
  'decided_at',
  'approved_digest',
  'category_ids',
  'due_on',
  'claimed_by',
  'claimed_name',
  'claimed_until',
];

function categoriesOf(chance: () => number): string {
  const one = () => idOf('c', 11 + Math.floor(chance() ** 2 * (CATEGORIES - 10)));
  const kind = chance();
  if (kind < 0.08) return '{}';
  return kind < 0.85 ? `{${one()}}` : `{${one()},${one()}}`;
}

function titleOf(number: number, chance: () => number): string {
  const everywhere = chance() < 0.8 ? ` ${EVERYWHERE}` : '';
  const rare = number % 5000 === 0 ? ` ${RARE}` : '';
  const { title } = textsOf(chance);
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}${everywhere}${rare}`;
}

/** The decided ones first, as they came first; one in twenty that wait is claimed, by one of these. */
function* submissionRows(count: number, reviewers: readonly number[]) {
  const chance = createChance(5);
  const decided = count - Math.floor(count * PENDING);
  const now = Date.now();
  for (let i = 1; i <= count; i += 1) {
    const isPending = i > decided;
    const state = isPending ? 'pending' : i % 10 === 0 ? 'rejected' : 'approved';
    const submitted = new Date(now - ((count - i) * 60 * DAY) / count);
    const digest = i.toString(16).padStart(64, '0');
    const member = Math.floor(chance() * MEMBERS);
    const claimedBy =
      isPending && i % 20 === 0 ? (reviewers[(i / 20) % reviewers.length] ?? null) : null;
    yield [
      // Ids are drawn by lot in life, and in no order of time.
      createChance(i)().toString(16).slice(2, 10).padEnd(8, '0') + idOf('s', i).slice(-16),
      TYPES[i % TYPES.length] ?? TYPES[0],
      idOf('i', i),
      titleOf(i, chance),
      state,
      1 + (i % 3),
      digest,
      'user',
      member,
      `member-${member}`,
      submitted.toISOString(),
      isPending ? null : submitted.toISOString(),
      state === 'approved' ? digest : null,
      categoriesOf(chance),
      new Date(submitted.getTime() + 7 * DAY).toISOString().slice(0, 10),
      claimedBy,
      claimedBy === null ? null : 'Known Person',
      claimedBy === null ? null : new Date(now + DAY).toISOString(),
    ];
  }
}

/** @throws SentenceError unless it is a whole number within bounds */
export function queueLengthFrom(given: string | undefined, fallback: number): number {
  return wholeNumber(given, 'Say how many submissions:', { fallback, min: 1000, max: 1_000_000 });
}

/** Writes so many submissions into an empty library, without the items they are about, which no list reads. */
export async function fillQueue(client: Client, count: number): Promise<void> {
  const { rows } = await client.query<{ id: number }>('select id from admin_users order by id');
  await client.query(`set session_replication_role = replica`);
  await fillReferences(client);
  const reviewers = rows.map(({ id }) => id);
  await copyInto(client, 'review_submissions', COLUMNS, submissionRows(count, reviewers));
  await client.query(`set session_replication_role = origin`);
  await client.query('vacuum analyze');
}
