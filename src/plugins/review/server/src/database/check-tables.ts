/**
 * What tells texts that are almost the same: kept with a reading, and gone with it. For reviewers only, so nothing a
 * member is answered may depend on it.
 */
export const CHECK_TABLES_SQL = `
create table if not exists review_text_sketches (
  sha256 text primary key references review_readings on delete cascade,
  sketch integer[] not null,
  bands integer[] not null
);
create index if not exists review_text_sketches_alike on review_text_sketches using gin (bands);
`;
