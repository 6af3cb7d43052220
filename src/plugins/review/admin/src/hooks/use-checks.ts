import type { CheckSheet } from '../../../shared/checks';
import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { useGetChecksQuery } from '../submission-api';
import { usePageVisible } from './use-page-visible';

/** While something is still being read, scanned or looked at. */
const AGAIN_MS = 5000;

export interface Checks {
  sheet: CheckSheet | undefined;
  error: unknown;
}

/** What machines say of a submission as it is shown; asked for once, however many ask here. */
export function useChecks({ id, digest }: ReviewerSubmissionDetail): Checks {
  const asked = { id, digest };
  const { currentData: known } = useGetChecksQuery(asked);
  const visible = usePageVisible();
  const isOpen = known?.complete === false && visible;
  const { currentData: sheet, error } = useGetChecksQuery(asked, {
    pollingInterval: isOpen ? AGAIN_MS : 0,
  });
  return { sheet, error };
}
