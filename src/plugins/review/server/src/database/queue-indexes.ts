/** What the queue is sorted by, as SQL. The indexes below hold exactly these expressions. */
export const SORT_EXPRESSION = {
  submittedAt: 'submitted_at',
  title: 'title_folded',
  /** What has no date comes last in either direction. */
  dueFirst: `coalesce(due_on, 'infinity'::date)`,
  dueLast: `coalesce(due_on, '-infinity'::date)`,
} as const;

const { dueFirst, dueLast } = SORT_EXPRESSION;

/**
 * Each order of the queue has an index, with the state in front and, where a list of every state is
 * likely, without. They carry what lists are most often narrowed by, so that counting and leafing far
 * need not touch the rows. The folded texts are cut: an entry of an index must fit a third of a page, which
 * is also why two categories stand in it and not the list; few items have more.
 */
export const QUEUE_INDEXES_SQL = `
alter table review_submissions
  add column if not exists title_folded text generated always as (lower(left(title, 300))) stored,
  add column if not exists submitter_folded text generated always as (lower(left(submitter_name, 200))) stored,
  add column if not exists category_one text generated always as (category_ids[1]) stored,
  add column if not exists category_two text generated always as (category_ids[2]) stored,
  add column if not exists filed_widely boolean generated always as (cardinality(category_ids) > 2) stored;
drop index if exists review_submissions_queue, review_submissions_queue_by_type, review_submissions_by_title,
  review_submissions_search, review_submissions_of_state_by_time, review_submissions_of_state_by_due;
create index if not exists review_submissions_filed_by_time on review_submissions (state, submitted_at, id)
  include (content_type, claimed_by, claimed_until, category_one, category_two, filed_widely);
create index if not exists review_submissions_filed_by_due on review_submissions (state, (${dueFirst}), id)
  include (content_type, due_on, category_one, category_two, filed_widely);
create index if not exists review_submissions_filed_widely on review_submissions (id) where filed_widely;
create index if not exists review_submissions_of_all_by_time
  on review_submissions (submitted_at, id) include (content_type);
create index if not exists review_submissions_of_state_by_title
  on review_submissions (state, title_folded, id) include (content_type, submitter_folded);
create index if not exists review_submissions_of_all_by_title
  on review_submissions (title_folded, id) include (content_type);
create index if not exists review_submissions_of_state_by_due_last
  on review_submissions (state, (${dueLast}), id) include (content_type, due_on);
create index if not exists review_submissions_claimed
  on review_submissions (claimed_by, claimed_until) where claimed_by is not null;
create index if not exists review_submissions_filed on review_submissions using gin (category_ids);
create index if not exists review_submissions_sought
  on review_submissions using gin (title_folded gin_trgm_ops, submitter_folded gin_trgm_ops);
create index if not exists review_submissions_by_submitter
  on review_submissions (submitter_kind, submitter_id, submitted_at, id);
create index if not exists review_submissions_by_item on review_submissions (item_id);
create index if not exists review_presence_by_reviewer on review_presence (reviewer_id);
`;
