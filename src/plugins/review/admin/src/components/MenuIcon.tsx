import type { SVGProps } from 'react';
import { SealCheck } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';

import { usePageVisible } from '../hooks/use-page-visible';
import { useGetCountsQuery } from '../queue-api';

const POLL_MS = 60_000;
const MOST_SHOWN = 99;

/**
 * The icon of the menu entry with how many submissions wait. The menu's own badge holds a number
 * given once at the start; an icon is a component, and asks again every minute while it is seen.
 */
export function MenuIcon(props: SVGProps<SVGSVGElement>) {
  const intl = useIntl();
  const visible = usePageVisible();
  const { data } = useGetCountsQuery(undefined, { pollingInterval: visible ? POLL_MS : 0 });
  const pending = data?.pending ?? 0;
  const more = pending > MOST_SHOWN ? '+' : '';
  const count = `${intl.formatNumber(Math.min(pending, MOST_SHOWN))}${more}`;
  return (
    <>
      <SealCheck {...props} />
      {pending > 0 && <Count data-count={count} />}
    </>
  );
}

/**
 * Drawn and not written: the menu names its link "Review" whatever is in it, and words to be seen
 * that are not in the name are in the way of those who speak to their computer.
 */
const Count = styled.span`
  position: absolute;
  top: -0.4rem;
  left: 1.8rem;
  min-width: 2rem;
  padding: 0 0.4rem;
  border-radius: 1rem;
  background: ${({ theme }) => theme.colors.primary600};
  color: ${({ theme }) => theme.colors.neutral0};
  font-size: 1.1rem;
  font-weight: 600;
  line-height: 2rem;
  text-align: center;

  &::after {
    content: attr(data-count);
  }
`;
