import type { BulkOutcome, BulkRefusal } from '../../shared/desk';
import type { QueueRow } from '../../shared/wire';

/** Choosing submissions and deciding about all of them; pure. */

/** One that is chosen, with the digest that was on screen when it was. */
export interface Chosen {
  id: string;
  title: string;
  digest: string;
}
export type Chosens = ReadonlyMap<string, Chosen>;

export function choose(chosen: Chosens, rows: readonly QueueRow[]): Chosens {
  const next = new Map(chosen);
  for (const { id, item, digest } of rows) next.set(id, { id, title: item.title, digest });
  return next;
}

export function leave(chosen: Chosens, ids: readonly string[]): Chosens {
  const next = new Map(chosen);
  for (const id of ids) next.delete(id);
  return next;
}

/** Whether the row changed since it was ticked: a decision about what was ticked would be refused. */
export function isOutdated(chosen: Chosens, { id, digest }: QueueRow): boolean {
  const pinned = chosen.get(id);
  return pinned !== undefined && pinned.digest !== digest;
}

/** Small enough that the bar moves, and that a lost answer leaves little in doubt. */
export const CHUNK = 10;

export interface BulkProgress {
  /** Not sent yet; with `failure`, the first of them may or may not have been. */
  waiting: readonly Chosen[];
  /** Ids of those decided. */
  done: readonly string[];
  refused: readonly BulkRefusal[];
}

export function startBulk(chosen: Chosens): BulkProgress {
  return { waiting: [...chosen.values()], done: [], refused: [] };
}

export function nextChunk({ waiting }: BulkProgress): readonly Chosen[] {
  return waiting.slice(0, CHUNK);
}

/** The progress once the first chunk was answered. */
export function afterChunk(progress: BulkProgress, outcome: BulkOutcome): BulkProgress {
  const titles = new Map(nextChunk(progress).map(({ id, title }) => [id, title]));
  return {
    waiting: progress.waiting.slice(CHUNK),
    done: [...progress.done, ...outcome.done.map(({ id }) => id)],
    // The server does not name what it no longer lets the caller see; who ticked it has seen it.
    refused: [
      ...progress.refused,
      ...outcome.refused.map((one) => ({ ...one, title: one.title || (titles.get(one.id) ?? '') })),
    ],
  };
}

/** The ids about which the server has said something. */
export function settledIn({ done, refused }: BulkProgress): string[] {
  return [...done, ...refused.map(({ id }) => id)];
}
