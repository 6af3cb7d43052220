import { Box, Button, Flex, MenuItem, SimpleMenu, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useIntl } from 'react-intl';

import type { Claim, Reviewer } from '../../../../shared/wire';
import type { ClaimControl } from '../../hooks/use-claim';
import { useText } from '../../messages';
import { useGetReviewersQuery } from '../../submission-api';
import { Kbd } from '../Kbd';
import { Sentence } from '../Sentence';

/** Whose turn it is, and the ways to change that. It warns and locks nothing. */
export function ClaimLine({ control }: { control: ClaimControl }) {
  const text = useText();
  const { claim, mine, busy } = control;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} alignItems="flex-start" role="status">
        {claim !== null && !mine && (
          <Box shrink={0}>
            <WarningCircle width="1.6rem" height="1.6rem" fill="warning600" aria-hidden />
          </Box>
        )}
        <Typography tag="p" variant="pi" textColor="neutral800" minWidth={0}>
          <Whose claim={claim} mine={mine} />
        </Typography>
      </Flex>
      <Flex gap={2} wrap="wrap">
        {mine ? (
          <Button size="S" variant="tertiary" disabled={busy} onClick={control.release}>
            {text('claim.release')}
          </Button>
        ) : (
          <Button
            size="S"
            variant="tertiary"
            disabled={busy}
            endIcon={<Kbd>C</Kbd>}
            aria-keyshortcuts="c"
            onClick={control.take}
          >
            {text(claim === null ? 'claim.take' : 'claim.take-over')}
          </Button>
        )}
        <HandMenu control={control} />
      </Flex>
    </Flex>
  );
}

function Whose({ claim, mine }: { claim: Claim | null; mine: boolean }) {
  const text = useText();
  const intl = useIntl();
  if (claim === null) return <>{text('claim.nobody')}</>;
  const until = intl.formatTime(claim.until, { timeStyle: 'short' });
  if (mine) return <>{text('claim.mine', { until })}</>;
  return (
    <Sentence
      id="claim.theirs"
      values={{ name: <bdi key="name">{claim.reviewer.name}</bdi>, until }}
    />
  );
}

function HandMenu({ control }: { control: ClaimControl }) {
  const text = useText();
  const { data: reviewers = [] } = useGetReviewersQuery(undefined);
  const others = reviewers.filter(({ id }) => id !== control.me);
  if (others.length === 0) return null;
  return (
    <SimpleMenu label={text('claim.hand')} variant="tertiary" size="S" disabled={control.busy}>
      {others.map((reviewer: Reviewer) => (
        <MenuItem
          key={reviewer.id}
          onSelect={() => {
            control.hand(reviewer);
          }}
        >
          <bdi>{reviewer.name}</bdi>
        </MenuItem>
      ))}
    </SimpleMenu>
  );
}
