import type { SVGProps } from 'react';
import { Box, Typography } from '@strapi/design-system';
import { SealCheck } from '@strapi/icons';
import { useIntl } from 'react-intl';

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
  return (
    <>
      <SealCheck {...props} />
      {pending > 0 && (
        <Box
          // The queue's own page says it to those who cannot see it; the link is called "Review".
          aria-hidden
          position="absolute"
          top="-0.4rem"
          left="1.8rem"
          background="primary600"
          borderRadius="1rem"
          paddingLeft={1}
          paddingRight={1}
          minWidth="2rem"
        >
          <Typography
            display="block"
            variant="sigma"
            textColor="neutral0"
            textAlign="center"
            lineHeight="2rem"
          >
            {intl.formatNumber(Math.min(pending, MOST_SHOWN))}
            {more}
          </Typography>
        </Box>
      )}
    </>
  );
}
