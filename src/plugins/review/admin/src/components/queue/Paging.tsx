import { Box, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';

import type { Queue } from '../../hooks/use-queue';
import { useText } from '../../messages';
import { PAGE_SIZES, writeQueueParams } from '../../queue-params';
import type { QueueParams } from '../../queue-params';
import { PageLinks } from '../PageLinks';

interface PagingProps {
  params: QueueParams;
  queue: Pick<Queue, 'pageCount' | 'total'>;
  onChange: (change: Partial<QueueParams>) => void;
}

/** How many to a page, and the pages; nothing where all fit on the smallest. */
export function Paging({ params, queue, onChange }: PagingProps) {
  const text = useText();
  const total = queue.total ?? 0;
  if (total <= PAGE_SIZES[0]) return null;
  return (
    <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingTop={4}>
      <PageSize params={params} onChange={onChange} />
      {queue.pageCount > 1 && (
        <PageLinks
          page={params.page}
          pageCount={queue.pageCount}
          label={text('queue.paging')}
          searchOf={(page) => writeQueueParams({ ...params, page }).toString()}
        />
      )}
    </Flex>
  );
}

function PageSize({ params, onChange }: Pick<PagingProps, 'params' | 'onChange'>) {
  const text = useText();
  return (
    <Box minWidth="18rem">
      <SingleSelect
        size="S"
        aria-label={text('queue.page-size')}
        value={String(params.pageSize)}
        onChange={(value) => {
          onChange({ pageSize: Number(value) });
        }}
      >
        {PAGE_SIZES.map((size) => (
          <SingleSelectOption key={size} value={String(size)}>
            {text('queue.page-size.rows', { size })}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}
