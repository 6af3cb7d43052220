import { Box, Typography } from '@strapi/design-system';

import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { useChecks } from '../../hooks/use-checks';
import { useText } from '../../messages';
import { CheckList } from './CheckList';

/** What machines warn of, once more before something becomes public. Nothing where they do not. */
export function Doubts({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const { sheet } = useChecks(detail);
  const grave = sheet?.checks.filter(({ level }) => level === 'warning' || level === 'stop') ?? [];
  if (grave.length === 0) return null;
  const label = text('checks.doubts', { count: grave.length });
  return (
    <Box background="warning100" borderColor="warning200" hasRadius padding={4}>
      <Typography tag="p" fontWeight="bold" textColor="neutral800">
        {label}
      </Typography>
      <CheckList label={label} checks={grave} />
    </Box>
  );
}
