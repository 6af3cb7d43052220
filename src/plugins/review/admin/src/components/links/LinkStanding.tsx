import { Flex, Status, Typography } from '@strapi/design-system';

import type { LinkState, LinkView } from '../../../../shared/links';
import { useText } from '../../messages';
import { Ago } from '../Ago';
import { Sentence } from '../Sentence';

const LOOKS = {
  unknown: { variant: 'secondary', textColor: 'neutral800' },
  good: { variant: 'success', textColor: 'success600' },
  // The warning's own colour is too pale to read on its background.
  failing: { variant: 'warning', textColor: 'neutral800' },
  broken: { variant: 'danger', textColor: 'danger600' },
  refused: { variant: 'secondary', textColor: 'neutral800' },
} as const;

export function LinkBadge({ state }: { state: LinkState }) {
  const text = useText();
  const { variant, textColor } = LOOKS[state];
  return (
    <Status variant={variant} size="S" width="min-content">
      <Typography
        tag="span"
        variant="pi"
        fontWeight="bold"
        textColor={textColor}
        style={{ whiteSpace: 'nowrap' }}
      >
        {text(`link.state.${state}`)}
      </Typography>
    </Status>
  );
}

/** The state of a link, and why in words. */
export function LinkStanding({ link }: { link: LinkView }) {
  const text = useText();
  const { state, reason, status } = link;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <LinkBadge state={state} />
      {reason !== null && <Typography variant="pi">{text(`link.reason.${reason}`)}</Typography>}
      {status !== null && status >= 400 && (
        <Typography variant="pi" textColor="neutral600">
          {text('link.status', { status: String(status) })}
        </Typography>
      )}
    </Flex>
  );
}

/** Since when, and when it was looked at last. */
export function LinkTimes({ link }: { link: LinkView }) {
  const text = useText();
  const { checkedAt, lastGoodAt, failingSince } = link;
  const moments = [
    failingSince !== null && (['link.failing-since', failingSince] as const),
    failingSince !== null && lastGoodAt !== null && (['link.last-good', lastGoodAt] as const),
    checkedAt !== null && (['link.checked', checkedAt] as const),
  ].filter((moment) => moment !== false);
  if (moments.length === 0) {
    return (
      <Typography variant="pi" textColor="neutral600">
        {text('link.never-checked')}
      </Typography>
    );
  }
  return moments.map(([key, at]) => (
    <Typography key={key} tag="p" variant="pi" textColor="neutral600">
      <Sentence id={key} values={{ when: <Ago key="when" at={at} /> }} />
    </Typography>
  ));
}
