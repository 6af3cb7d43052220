import type { Pool } from 'pg';

/** Where a scratch database counts what leaves no other trace: how often a reading was kept, and which jobs were done. */
const COUNTERS = `
create table if not exists verify_kept (sha256 text);
create table if not exists verify_done (task text);
create or replace function verify_kept() returns trigger language plpgsql as $$
begin insert into verify_kept values (new.sha256); return null; end $$;
create or replace function verify_done() returns trigger language plpgsql as $$
begin
  -- Without its key it was replaced, and no work of its own.
  if old.key is not null then
    insert into verify_done select identifier from graphile_worker._private_tasks where id = old.task_id;
  end if;
  return null;
end $$;
create or replace trigger verify_kept after insert on review_readings
  for each row execute function verify_kept();
create or replace trigger verify_done after delete on graphile_worker._private_jobs
  for each row execute function verify_done();
`;

export async function installCounters(pool: Pool): Promise<void> {
  await pool.query(COUNTERS);
}

async function sentences(pool: Pool, text: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await pool.query<{ sentence: string }>(text, values);
  return rows.map(({ sentence }) => sentence);
}

/** How many files there are that nobody has read. */
export async function unread(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    'select from files f where not exists (select from review_readings r where r.sha256 = f.sha256)',
  );
  return rowCount ?? 0;
}

export async function isRead(pool: Pool, title: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from review_submissions s join review_readings r on r.sha256 = s.file_sha256 where s.title = $1`,
    [title],
  );
  return rowCount === 1;
}

/** Connections of servers: what a killed one had sent before is done to its end without it. */
export async function serverConnections(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `select from pg_stat_activity where datname = current_database()
       and backend_type = 'client backend' and application_name <> current_database()`,
  );
  return rowCount ?? 0;
}

/** Files that are to be read and that no job is there for: one goes in with the submission or not at all. */
export function withoutJob(pool: Pool): Promise<string[]> {
  return sentences(
    pool,
    `select format('no job is there to read the file of "%s"', s.title) as sentence from review_submissions s
     where not exists (select from review_readings r where r.sha256 = s.file_sha256)
       and not exists (select from graphile_worker.jobs j where j.key = 'readFile ' || s.file_sha256)`,
  );
}

export function jobsLeft(pool: Pool): Promise<string[]> {
  return sentences(
    pool,
    `select format('a job %s is left after %s of %s attempts, taken by %s: %s', task_identifier, attempts,
       max_attempts, coalesce(locked_by, 'nobody'), coalesce(last_error, 'no error')) as sentence
     from graphile_worker.jobs`,
  );
}

export async function jobsDone(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ task: string; jobs: number }>(
    'select task, count(*)::int as jobs from verify_done group by task order by task',
  );
  return Object.fromEntries(rows.map(({ task, jobs }) => [task, jobs]));
}

/** Files whose reading is missing, was kept twice, or is not that of a whole book of so many pages. */
export async function wrongReadings(pool: Pool, pages: number): Promise<string[]> {
  return [
    ...(await sentences(
      pool,
      `select format('the reading of %s%s was kept %s times', f.hash, f.ext, count(k.sha256)) as sentence
       from files f left join verify_kept k on k.sha256 = f.sha256 group by f.id having count(k.sha256) <> 1`,
    )),
    ...(await sentences(
      pool,
      `select format('%s%s was read as %s: %s pages, %s with text, %s', f.hash, f.ext, r.state, r.pages,
           p.texts, r.findings) as sentence
       from files f join review_readings r on r.sha256 = f.sha256, lateral (
         select count(distinct t.page) filter (where t.text like format('Page %s.%%', t.page)) as texts
         from review_reading_pages t where t.sha256 = f.sha256) p
       where r.state <> 'done' or r.pages is distinct from $1 or p.texts <> $1 or r.thumbnail is null
         or r.findings @? '$[*] ? (@.code == "damaged" || @.code == "unreadable" || @.code starts with "tookToo")'`,
      [pages],
    )),
  ];
}

/** Submissions without a file, halves of submissions, and submissions that the log does not tell of once. */
export async function wrongSubmissions(pool: Pool, answered: readonly string[]): Promise<string[]> {
  return [
    ...(await sentences(
      pool,
      `select format('the submission "%s" has no file', s.title) as sentence
       from review_submissions s where not exists (
         select from library_documents d join files_related_mph m on m.related_id = d.id
           and m.related_type = s.content_type join files f on f.id = m.file_id
         where d.document_id = s.item_id and d.published_at is null and f.sha256 = s.file_sha256)`,
    )),
    ...(await sentences(
      pool,
      `select format('the log tells %s times of the submission "%s"', count(e.id), s.title) as sentence
       from review_submissions s left join review_events e on e.submission_id = s.id
       group by s.id having count(e.id) <> 1 or min(e.type) <> 'submitted'`,
    )),
    ...(await sentences(
      pool,
      `select format('the draft "%s" is no submission', d.title) as sentence from library_documents d
       where not exists (select from review_submissions s where s.item_id = d.document_id)`,
    )),
    ...(await sentences(
      pool,
      `select format('no item has the file %s%s', f.hash, f.ext) as sentence from files f
       where not exists (select from files_related_mph m where m.file_id = f.id)`,
    )),
    ...(await sentences(
      pool,
      `select format('"%s" was answered and is there %s times', t, count(s.id)) as sentence
       from unnest($1::text[]) t left join review_submissions s on s.title = t
       group by t having count(s.id) <> 1`,
      [answered],
    )),
  ];
}
