import type { ReactNode } from 'react';
import { Box, Button, EmptyStateLayout, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

import type { Queue } from '../../hooks/use-queue';
import { useText } from '../../messages';
import type { QueueParams } from '../../queue-params';
import { useRefusalText } from '../../refusal';
import { Notice } from '../Notice';
import { Paging } from './Paging';
import { QueueEmpty } from './QueueEmpty';
import { QueueSkeleton } from './QueueSkeleton';

interface QueueResultsProps {
  queue: Queue;
  params: QueueParams;
  onChange: (change: Partial<QueueParams>) => void;
  /** The table. */
  children: ReactNode;
}

/** The list, or the one thing to say instead of it. */
export function QueueResults({ queue, params, onChange, children }: QueueResultsProps) {
  const { rows, total, loading, error } = queue;
  const failed = error !== undefined;
  return (
    <>
      <Box role="status" paddingTop={4} paddingBottom={3} minHeight="4.8rem">
        {total !== null && <Extent params={params} total={total} shown={rows.length} />}
      </Box>
      {failed && total === null && <Failure error={error} onRetry={queue.reload} />}
      {failed && total !== null && <Outdated error={error} onRetry={queue.reload} />}
      {loading && <QueueSkeleton />}
      {total !== null && rows.length === 0 && (
        <QueueEmpty params={params} total={total} onChange={onChange} />
      )}
      {total !== null && rows.length > 0 && (
        <>
          {children}
          <Paging params={params} queue={queue} onChange={onChange} />
        </>
      )}
    </>
  );
}

/** How many there are, and which of them these are. */
function Extent({ params, total, shown }: { params: QueueParams; total: number; shown: number }) {
  const text = useText();
  const before = (params.page - 1) * params.pageSize;
  const whole = shown === total || shown === 0;
  return (
    <Typography textColor="neutral600">
      {whole
        ? text('queue.count', { total })
        : text('queue.range', { from: before + 1, to: before + shown, total })}
    </Typography>
  );
}

interface FailureProps {
  error: unknown;
  onRetry: () => void;
}

function Retry({ onRetry }: Pick<FailureProps, 'onRetry'>) {
  const text = useText();
  return (
    <Button variant="secondary" onClick={onRetry}>
      {text('error.retry')}
    </Button>
  );
}

function Failure({ error, onRetry }: FailureProps) {
  const text = useText();
  const refusalText = useRefusalText();
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<WarningCircle width="6.4rem" height="6.4rem" fill="danger600" />}
        content={text('queue.error', { reason: refusalText(error) })}
        action={<Retry onRetry={onRetry} />}
        hasRadius
        shadow="tableShadow"
      />
    </Box>
  );
}

/** The rows stay, with the word that they may be old. */
function Outdated({ error, onRetry }: FailureProps) {
  const text = useText();
  const refusalText = useRefusalText();
  return (
    <Box paddingBottom={4}>
      <Notice tone="warning" action={<Retry onRetry={onRetry} />}>
        {text('queue.refresh-failed', { reason: refusalText(error) })}
      </Notice>
    </Box>
  );
}
