import { useEffect, useRef } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';

import { useMayDecide } from '../../hooks/use-permissions';
import { useCheckLinkAgainMutation } from '../../links-api';
import { useText } from '../../messages';
import { useRefusalText } from '../../refusal';

/** As long as most links take, and as those that wait for others; the page then shows how it stands. */
const SHOWN_AFTER_MS = [5_000, 20_000, 60_000];

interface CheckAgainProps {
  url: string;
  /** Shows anew how the link stands. */
  onChecked: () => unknown;
}

/** Has a link looked at again, for those who may decide. It happens soon, and not while one waits. */
export function CheckAgain({ url, onChecked }: CheckAgainProps) {
  const text = useText();
  const refusalText = useRefusalText();
  const [check, { isLoading, isSuccess, error, requestId }] = useCheckLinkAgainMutation();
  const latest = useRef(onChecked);
  useEffect(() => {
    latest.current = onChecked;
  });
  // For each time it was asked for, and not where the page was left meanwhile.
  useEffect(() => {
    if (!isSuccess) return;
    const timers = SHOWN_AFTER_MS.map((ms) => setTimeout(() => latest.current(), ms));
    return () => {
      timers.forEach(clearTimeout);
    };
  }, [isSuccess, requestId]);
  if (!useMayDecide()) return null;
  const said = isSuccess ? text('link.check.queued') : '';
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Button
        variant="tertiary"
        size="S"
        startIcon={<ArrowClockwise />}
        loading={isLoading}
        aria-label={text('link.check.of', { url })}
        onClick={() => {
          void check(url);
        }}
      >
        {text('link.check')}
      </Button>
      <Typography role="status" variant="pi" textColor="neutral600">
        {error === undefined ? said : refusalText(error)}
      </Typography>
    </Flex>
  );
}
