import type { FileReading } from '../../src/plugins/review/shared/reading';
import type { TestApp } from './app';
import { api, type Answer } from './http';
import { detail } from './library';
import type { Admin } from './people';

/** Does the work that waits, reading files among it. */
export async function runDue(app: TestApp): Promise<void> {
  await app.strapi.plugin('review').service<{ runDue(): Promise<void> }>('jobs').runDue();
}

/** Names of the jobs that wait. */
export async function jobsWaiting(app: TestApp): Promise<string[]> {
  const rows = await app.sql<{ name: string }>(
    'select task_identifier as name from graphile_worker.jobs order by id',
  );
  return rows.map(({ name }) => name);
}

/** What the desk shows of a submission's file. */
export async function readingOf(
  app: TestApp,
  reviewer: Admin,
  { id }: { id: string },
): Promise<FileReading> {
  const { reading } = await detail(app, reviewer, id);
  if (reading === null) throw new Error('This submission has no file');
  return reading;
}

export interface FoundItem {
  id: string;
  pages: number | null;
  words: number | null;
  thumbnail: string | null;
  highlight?: { file: { page: number | null; snippet: string } | null };
}

export interface FoundList {
  data: FoundItem[];
  meta: { pagination: { total: number; relation: string; next: string | null } };
}

/** What a website finds. @param query of the address, behind the words */
export function search(app: TestApp, words: string, query = ''): Promise<Answer<FoundList>> {
  return api(app.url).get<FoundList>(`/api/catalogue?_q=${encodeURIComponent(words)}${query}`);
}
