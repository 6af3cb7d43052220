/** What may have to go: rejected, and never public. Small, and read by the hour. */
export const RETENTION_INDEX_SQL = `
create index if not exists review_submissions_to_expire on review_submissions (decided_at, id)
  where state = 'rejected' and approved_on is null and approved_digest is null;
`;
