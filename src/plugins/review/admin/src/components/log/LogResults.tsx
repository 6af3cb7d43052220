import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

import { useGetLogQuery } from '../../log-api';
import { useText } from '../../messages';
import { activeLogFilters, WHOLE_LOG } from '../../log-params';
import type { LogParams } from '../../log-params';
import { Failure } from '../Failure';
import { QueueSkeleton } from '../queue/QueueSkeleton';
import { LogChips } from './LogChips';
import { LogPaging } from './LogPaging';
import { LogTable } from './LogTable';

interface LogResultsProps {
  params: LogParams;
  onChange: (change: Partial<LogParams>) => void;
}

/** The list, or the one thing to say instead of it. */
export function LogResults({ params, onChange }: LogResultsProps) {
  const { data, currentData, error, isFetching, refetch } = useGetLogQuery(params, {
    refetchOnMountOrArgChange: true,
  });
  if (error !== undefined && !isFetching) {
    return <Failure error={error} sentence="log.error" onRetry={refetch} />;
  }
  // What was shown stays until what comes is there.
  const page = currentData ?? data;
  if (page === undefined) return <QueueSkeleton />;
  return (
    <>
      <LogChips params={params} entries={currentData?.data ?? []} onChange={onChange} />
      {page.data.length === 0 ? (
        <Empty params={params} onChange={onChange} />
      ) : (
        <LogTable entries={page.data} leaving={currentData === undefined} onNarrow={onChange} />
      )}
      <LogPaging params={params} before={page.meta.before} />
    </>
  );
}

function Empty({ params, onChange }: LogResultsProps) {
  const text = useText();
  const narrowed = activeLogFilters(params).length > 0;
  return (
    <Box role="status">
      <EmptyStateLayout
        icon={<EmptyDocuments width="16rem" />}
        content={text(narrowed ? 'log.empty.filtered' : 'log.empty')}
        action={
          narrowed && (
            <Button
              variant="secondary"
              onClick={() => {
                onChange(WHOLE_LOG);
              }}
            >
              {text('log.clear')}
            </Button>
          )
        }
        hasRadius
        shadow="tableShadow"
      />
    </Box>
  );
}
