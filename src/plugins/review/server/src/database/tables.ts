import { EVENT_TYPES } from '../../../shared/workflow';

/**
 * The review's own tables. Not Strapi content types: those would be readable and writable through
 * the content manager and the query engine, and could not carry these checks (decision 0002).
 * Every statement may run again at every start.
 */
export const TABLES_SQL = `
create table if not exists review_submissions (
  id text primary key,
  content_type text not null,
  item_id text not null,
  title text not null,
  state text not null check (state in ('pending', 'approved', 'rejected')),
  revision integer not null check (revision >= 1),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  submitter_kind text not null check (submitter_kind in ('admin', 'user', 'token', 'system')),
  submitter_id integer,
  submitter_name text not null,
  submitted_at timestamptz not null,
  decided_at timestamptz,
  approved_digest text check (approved_digest ~ '^[0-9a-f]{64}$'),
  approved_in xid8,
  approved_on date,
  unique (content_type, item_id),
  check (state <> 'approved' or approved_digest = digest)
);
alter table review_submissions
  add column if not exists category_ids text[] not null default '{}',
  add column if not exists missing text[] not null default '{}',
  add column if not exists due_on date,
  add column if not exists claimed_by integer,
  add column if not exists claimed_name text,
  add column if not exists claimed_until timestamptz;

create table if not exists review_events (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  submission_id text,
  content_type text not null,
  item_id text not null,
  type text not null,
  from_state text,
  to_state text,
  revision integer,
  digest text,
  actor_kind text not null check (actor_kind in ('admin', 'user', 'token', 'system')),
  actor_id integer,
  actor_name text not null,
  reason text,
  note text,
  internal_note text,
  idempotency_key text,
  request_id text,
  check (type <> 'rejected' or length(trim(reason)) > 0)
);
alter table review_events drop constraint if exists review_events_type_check;
alter table review_events add constraint review_events_type_check
  check (type in (${EVENT_TYPES.map((type) => `'${type}'`).join(', ')})) not valid;
alter table review_events
  add column if not exists reason_id text,
  add column if not exists file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$');
create index if not exists review_events_of_submission on review_events (submission_id, id);
create unique index if not exists review_events_idempotency
  on review_events (actor_kind, actor_id, idempotency_key) where idempotency_key is not null;

-- The content of the latest decision, for the eyes of a second look. No other copy of it is kept.
create table if not exists review_decided (
  submission_id text primary key references review_submissions on delete cascade,
  at timestamptz not null,
  digest text not null,
  fields jsonb not null
);
-- Who has a submission open. Nothing is lost with it, so it is not written ahead.
create unlogged table if not exists review_presence (
  submission_id text not null references review_submissions on delete cascade,
  reviewer_id integer not null,
  reviewer_name text not null,
  seen_at timestamptz not null,
  primary key (submission_id, reviewer_id)
);
create table if not exists review_views (
  id integer generated always as identity primary key,
  owner_id integer not null,
  name text not null,
  query text not null,
  shared boolean not null,
  unique (owner_id, name)
);

create or replace function review_log_only_grows() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'AC003', message = 'The review log only grows: no event is changed or deleted.';
end $$;
create or replace trigger review_events_only_grow before update or delete on review_events
  for each row execute function review_log_only_grows();
create or replace trigger review_events_not_emptied before truncate on review_events
  for each statement execute function review_log_only_grows();
`;
