import { Dots, NextLink, PageLink, Pagination, PreviousLink } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import { useText } from '../messages';

/** The first and last page and those around the current; a `null` stands for the ones left out. */
function pagesShown(page: number, pageCount: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pageCount];
  const pages = [...new Set(near)].filter((shown) => shown >= 1 && shown <= pageCount);
  return pages.flatMap((shown, index) =>
    index > 0 && shown - (pages[index - 1] ?? 0) > 1 ? [null, shown] : [shown],
  );
}

interface PageLinksProps {
  page: number;
  pageCount: number;
  label: string;
  /** The query of a page's address. */
  searchOf: (page: number) => string;
}

/** The pages of a list, each with an address. */
export function PageLinks({ page, pageCount, label, searchOf }: PageLinksProps) {
  const text = useText();
  const to = (shown: number) => ({ search: searchOf(shown) });
  return (
    <Pagination activePage={page} pageCount={pageCount} label={label}>
      <PreviousLink tag={NavLink} to={to(Math.max(1, page - 1))}>
        {text('queue.paging.previous')}
      </PreviousLink>
      {pagesShown(page, pageCount).map((shown, index) =>
        shown === null ? (
          <Dots key={`gap-${String(index)}`} />
        ) : (
          <PageLink key={shown} tag={NavLink} number={shown} to={to(shown)}>
            {text('queue.paging.page', { page: shown })}
          </PageLink>
        ),
      )}
      <NextLink tag={NavLink} to={to(Math.min(pageCount, page + 1))}>
        {text('queue.paging.next')}
      </NextLink>
    </Pagination>
  );
}
