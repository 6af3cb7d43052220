import { Flex, Status, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { useText } from '../../messages';

/** By when it should be decided; nothing where no date is set. */
export function DueLine({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const intl = useIntl();
  const { dueOn, overdue } = detail;
  if (dueOn === null) return null;
  const day = intl.formatDate(dueOn, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return (
    <Flex gap={2} wrap="wrap">
      <Typography variant="pi" textColor="neutral800">
        {text('due.on', { day })}
      </Typography>
      {overdue && (
        <Status variant="danger" size="S" width="min-content">
          <Typography tag="span" variant="pi" fontWeight="bold">
            {text('due.overdue')}
          </Typography>
        </Status>
      )}
    </Flex>
  );
}
