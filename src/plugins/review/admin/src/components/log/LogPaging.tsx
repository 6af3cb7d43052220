import { Flex, Link } from '@strapi/design-system';
import { ArrowLeft, ArrowRight } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import { useText } from '../../messages';
import { writeLogParams } from '../../log-params';
import type { LogParams } from '../../log-params';

interface LogPagingProps {
  params: LogParams;
  /** What the older page begins before, `null` at the end of the log. */
  before: number | null;
}

/** A log grows at its newest end, so its pages have no numbers: one goes back in time, or returns to now. */
export function LogPaging({ params, before }: LogPagingProps) {
  const text = useText();
  if (params.before === '' && before === null) return null;
  const to = (place: string) => ({
    search: writeLogParams({ ...params, before: place }).toString(),
  });
  return (
    <Flex
      tag="nav"
      aria-label={text('log.pages')}
      justifyContent="space-between"
      gap={4}
      paddingTop={4}
    >
      {params.before === '' ? (
        <span />
      ) : (
        <Link tag={NavLink} to={to('')} startIcon={<ArrowLeft aria-hidden />}>
          {text('log.newest')}
        </Link>
      )}
      {before !== null && (
        <Link tag={NavLink} to={to(String(before))} endIcon={<ArrowRight aria-hidden />}>
          {text('log.older')}
        </Link>
      )}
    </Flex>
  );
}
