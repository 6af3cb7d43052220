import { Dots, Flex, NextLink, PageLink, Pagination, PreviousLink } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { useText } from '../messages';
import { writeQueueParams } from '../queue-params';
import type { QueueParams } from '../queue-params';

/** The first and last page and those around the current; a `null` stands for the ones left out. */
function pagesShown(page: number, pageCount: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pageCount];
  const pages = [...new Set(near)].filter((shown) => shown >= 1 && shown <= pageCount);
  return pages.flatMap((shown, index) =>
    index > 0 && shown - (pages[index - 1] ?? 0) > 1 ? [null, shown] : [shown],
  );
}

export function Paging({ params, pageCount }: { params: QueueParams; pageCount: number }) {
  const text = useText();
  if (pageCount <= 1) return null;
  const to = (page: number) => ({ search: writeQueueParams({ ...params, page }).toString() });
  return (
    <Flex justifyContent="flex-end" paddingTop={4}>
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
    </Flex>
  );
}
