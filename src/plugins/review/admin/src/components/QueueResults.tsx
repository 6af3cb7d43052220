import { Box, Button, EmptyStateLayout, Flex, Loader, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { EmptyDocuments } from '@strapi/icons/symbols';

import { useGetQueueQuery } from '../api';
import { useText } from '../messages';
import type { QueueParams } from '../queue-params';
import { useRefusalText } from '../refusal';
import { Paging } from './Paging';
import { QueueTable } from './QueueTable';

interface QueueResultsProps {
  params: QueueParams;
  onChange: (change: Partial<QueueParams>) => void;
}

/** The list, or the one thing to say instead of it. */
export function QueueResults({ params, onChange }: QueueResultsProps) {
  const text = useText();
  const { currentData, error, isFetching, refetch } = useGetQueueQuery(params, {
    refetchOnMountOrArgChange: true,
  });
  const total = currentData?.meta.pagination.total;
  return (
    <Box aria-busy={isFetching}>
      <Box role="status" paddingBottom={3} minHeight="3.2rem">
        {total !== undefined && (
          <Typography textColor="neutral600">{text('queue.count', { total })}</Typography>
        )}
      </Box>
      {currentData === undefined && error !== undefined && (
        <Failure
          error={error}
          onRetry={() => {
            void refetch();
          }}
        />
      )}
      {currentData === undefined && error === undefined && (
        <Flex justifyContent="center" padding={11}>
          <Loader>{text('queue.loading')}</Loader>
        </Flex>
      )}
      {currentData?.data.length === 0 && <Empty params={params} onChange={onChange} />}
      {currentData !== undefined && currentData.data.length > 0 && (
        <>
          <QueueTable rows={currentData.data} />
          <Paging params={params} pageCount={currentData.meta.pagination.pageCount} />
        </>
      )}
    </Box>
  );
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useText();
  const refusalText = useRefusalText();
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<WarningCircle width="6.4rem" height="6.4rem" fill="danger600" />}
        content={text('queue.error', { reason: refusalText(error) })}
        action={
          <Button variant="secondary" onClick={onRetry}>
            {text('error.retry')}
          </Button>
        }
        hasRadius
        shadow="tableShadow"
      />
    </Box>
  );
}

function Empty({ params, onChange }: QueueResultsProps) {
  const text = useText();
  const filtered = params.q !== '' || params.type !== '' || params.page > 1;
  const pending = params.state === 'pending';
  const clear = () => {
    onChange({ q: '', type: '', page: 1 });
  };
  const showPending = () => {
    onChange({ state: 'pending' });
  };
  const action = filtered || !pending;
  return (
    <EmptyStateLayout
      icon={<EmptyDocuments width="16rem" />}
      content={text(filtered ? 'queue.empty.filtered' : `queue.empty.${params.state}`)}
      action={
        action && (
          <Button variant="secondary" onClick={filtered ? clear : showPending}>
            {text(filtered ? 'queue.empty.filtered.action' : 'queue.empty.pending.action')}
          </Button>
        )
      }
      hasRadius
      shadow="tableShadow"
    />
  );
}
