import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { QueueCounts } from '../../../../shared/desk';
import { submissionPath } from '../../constants';
import { useText } from '../../messages';
import { WHOLE_QUEUE, writeQueueParams } from '../../queue-params';
import { useDuration } from '../Ago';

const OVERDUE = { search: writeQueueParams({ ...WHOLE_QUEUE, overdue: true }).toString() };

/** How the queue stands: how long the oldest has waited, and how many are late. */
export function QueueFacts({ counts }: { counts: QueueCounts | undefined }) {
  const text = useText();
  const duration = useDuration();
  const oldest = counts?.oldest ?? null;
  return (
    <Flex gap={4} wrap="wrap" minHeight="2.4rem" paddingTop={1}>
      {counts !== undefined && oldest === null && (
        <Typography textColor="neutral600">{text('queue.subtitle')}</Typography>
      )}
      {oldest !== null && (
        <Link tag={NavLink} to={submissionPath(oldest.id)} title={oldest.title}>
          {text('queue.oldest', { duration: duration(oldest.submittedAt) })}
        </Link>
      )}
      {counts !== undefined && counts.overdue > 0 && (
        <Link tag={NavLink} to={OVERDUE}>
          <Typography textColor="danger600" fontWeight="semiBold">
            {text('queue.overdue.count', { count: counts.overdue })}
          </Typography>
        </Link>
      )}
    </Flex>
  );
}
