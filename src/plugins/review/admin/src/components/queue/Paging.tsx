import {
  Box,
  Dots,
  Flex,
  NextLink,
  PageLink,
  Pagination,
  PreviousLink,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { Queue } from '../../hooks/use-queue';
import { useText } from '../../messages';
import { PAGE_SIZES, writeQueueParams } from '../../queue-params';
import type { QueueParams } from '../../queue-params';

/** The first and last page and those around the current; a `null` stands for the ones left out. */
function pagesShown(page: number, pageCount: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pageCount];
  const pages = [...new Set(near)].filter((shown) => shown >= 1 && shown <= pageCount);
  return pages.flatMap((shown, index) =>
    index > 0 && shown - (pages[index - 1] ?? 0) > 1 ? [null, shown] : [shown],
  );
}

interface PagingProps {
  params: QueueParams;
  queue: Pick<Queue, 'pageCount' | 'total'>;
  onChange: (change: Partial<QueueParams>) => void;
}

/** How many to a page, and the pages; nothing where all fit on the smallest. */
export function Paging({ params, queue, onChange }: PagingProps) {
  const total = queue.total ?? 0;
  if (total <= PAGE_SIZES[0]) return null;
  return (
    <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingTop={4}>
      <PageSize params={params} onChange={onChange} />
      {queue.pageCount > 1 && <Pages params={params} pageCount={queue.pageCount} />}
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

function Pages({ params, pageCount }: { params: QueueParams; pageCount: number }) {
  const text = useText();
  const to = (page: number) => ({ search: writeQueueParams({ ...params, page }).toString() });
  return (
    <Pagination activePage={params.page} pageCount={pageCount} label={text('queue.paging')}>
      <PreviousLink tag={NavLink} to={to(Math.max(1, params.page - 1))}>
        {text('queue.paging.previous')}
      </PreviousLink>
      {pagesShown(params.page, pageCount).map((page, index) =>
        page === null ? (
          <Dots key={`gap-${String(index)}`} />
        ) : (
          <PageLink key={page} tag={NavLink} number={page} to={to(page)}>
            {text('queue.paging.page', { page })}
          </PageLink>
        ),
      )}
      <NextLink tag={NavLink} to={to(Math.min(pageCount, params.page + 1))}>
        {text('queue.paging.next')}
      </NextLink>
    </Pagination>
  );
}
