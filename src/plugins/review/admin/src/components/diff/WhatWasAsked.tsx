import { Box, Flex, Typography } from '@strapi/design-system';

import type { ReviewerHistoryEntry, ReviewerSubmissionDetail } from '../../../../shared/wire';
import { useText } from '../../messages';
import { Ago } from '../Ago';
import { Prose } from '../Prose';

/** The latest rejection, if what came after it answers it. */
export function lastAsked({ history }: ReviewerSubmissionDetail): ReviewerHistoryEntry | null {
  const decided = history.filter(({ event }) => event === 'rejected' || event === 'approved');
  const latest = decided.reduce<ReviewerHistoryEntry | null>(
    (best, entry) => (best === null || entry.id > best.id ? entry : best),
    null,
  );
  return latest?.event === 'rejected' ? latest : null;
}

/** What the submitter was told last, to be read against what they changed. */
export function WhatWasAsked({ asked }: { asked: ReviewerHistoryEntry }) {
  const text = useText();
  return (
    <Box
      tag="section"
      aria-label={text('asked.title')}
      background="neutral100"
      borderColor="neutral200"
      hasRadius
      padding={4}
    >
      <Typography tag="h3" variant="sigma" textColor="neutral600">
        {text('asked.title')}
      </Typography>
      <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2}>
        {asked.reason !== null && <Prose>{asked.reason}</Prose>}
        {asked.note !== null && <Prose>{asked.note}</Prose>}
        {asked.internalNote !== null && (
          <Prose tone="quiet">
            {text('history.internal')}: {asked.internalNote}
          </Prose>
        )}
        <Typography variant="pi" textColor="neutral600">
          <bdi>{asked.actor.name}</bdi>, <Ago at={asked.at} />
        </Typography>
      </Flex>
    </Box>
  );
}
