/**
 * What a virus scanner said of bytes, by the bytes and not by the item. The flag is what the application was
 * started with; by it the database holds what the application asks, whoever writes the approval.
 */
export const SCAN_TABLES_SQL = `
create table if not exists review_scans (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('clean', 'infected')),
  engine text not null,
  signature text,
  at timestamptz not null,
  check ((state = 'infected') = (signature is not null))
);
create table if not exists review_scanner (
  one boolean primary key default true check (one),
  required boolean not null
);
alter table review_submissions
  add column if not exists file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  add column if not exists file_size bigint;
create index if not exists review_submissions_of_file on review_submissions (file_sha256)
  where file_sha256 is not null;
-- A member's own that wait, for the quota.
create index if not exists review_submissions_waiting_of on review_submissions (submitter_kind, submitter_id)
  where state = 'pending';

create or replace function review_guard_scan() returns trigger language plpgsql as $$
declare known text;
begin
  if tg_op = 'UPDATE' and new.approved_in is not distinct from old.approved_in then return new; end if;
  select state into known from review_scans where sha256 = new.file_sha256;
  if known = 'infected' then
    raise exception using errcode = 'AC007',
      message = 'The virus scanner found something harmful in this file. Nothing was published.';
  end if;
  if known is null and exists (select from review_scanner where required) then
    raise exception using errcode = 'AC008',
      message = 'This file has not been scanned for viruses yet. Nothing was published.';
  end if;
  return new;
end $$;
create or replace trigger review_guard_scan before insert or update on review_submissions
  for each row when (new.approved_in is not null and new.file_sha256 is not null)
  execute function review_guard_scan();
`;
