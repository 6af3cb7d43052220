import { useEffect, useRef } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

import type { ReviewerHistoryEntry, ReviewerSubmissionDetail } from '../../../../shared/wire';
import type { DecisionNotice } from '../../hooks/use-decision';
import { useText } from '../../messages';
import { ChangedFields } from '../diff/ChangedFields';
import { Kbd } from '../Kbd';
import { Prose } from '../Prose';
import { Sentence } from '../Sentence';

interface ChangedNoticeProps {
  shown: ReviewerSubmissionDetail;
  newer: ReviewerSubmissionDetail;
  /** Why the decision just sent was not made, if one was. */
  notice: DecisionNotice | null;
  onTakeOver: () => void;
}

/** That the submission changed under the reviewer's eyes, and word by word in what. */
export function ChangedNotice({ shown, newer, notice, onTakeOver }: ChangedNoticeProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  // Whoever pressed a button has to see what came of it, wherever they had scrolled to.
  useEffect(() => {
    if (notice !== null) box.current?.scrollIntoView({ block: 'center' });
  }, [notice]);
  return (
    <Box
      ref={box}
      role="alert"
      background="warning100"
      borderColor="warning500"
      hasRadius
      padding={{ initial: 4, medium: 6 }}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={3} alignItems="flex-start">
          <Box shrink={0} paddingTop={1}>
            <WarningCircle width="2rem" height="2rem" fill="warning600" aria-hidden />
          </Box>
          <Box minWidth={0}>
            <Typography tag="h2" variant="delta">
              {text(notice === null ? 'changed.title' : 'decision.stale.title')}
            </Typography>
            <Typography tag="p" textColor="neutral800" paddingTop={1}>
              <WhatHappened shown={shown} newer={newer} />
            </Typography>
          </Box>
        </Flex>
        <Difference shown={shown} newer={newer} />
        <Flex gap={4} wrap="wrap">
          <Button onClick={onTakeOver} endIcon={<Kbd>T</Kbd>} aria-keyshortcuts="t">
            {text('changed.take-over')}
          </Button>
          <Typography variant="pi" textColor="neutral800">
            {text('changed.kept')}
          </Typography>
        </Flex>
      </Flex>
    </Box>
  );
}

type Versions = Pick<ChangedNoticeProps, 'shown' | 'newer'>;

function latestOf(
  { history }: ReviewerSubmissionDetail,
  events: readonly ReviewerHistoryEntry['event'][],
): ReviewerHistoryEntry | undefined {
  return history.filter(({ event }) => events.includes(event)).at(-1);
}

function WhatHappened({ shown, newer }: Versions) {
  const text = useText();
  if (shown.state === newer.state) {
    const name = latestOf(newer, ['revised'])?.actor.name;
    if (name === undefined) return <>{text('changed.content')}</>;
    return <Sentence id="changed.content.by" values={{ name: <bdi key="name">{name}</bdi> }} />;
  }
  const name = latestOf(newer, ['approved', 'rejected', 'reopened', 'unpublished', 'discarded'])
    ?.actor.name;
  const state = text(`state.${newer.state}`);
  if (name === undefined) return <>{text('changed.state', { state })}</>;
  return <Sentence id="changed.state.by" values={{ state, name: <bdi key="name">{name}</bdi> }} />;
}

function Difference({ shown, newer }: Versions) {
  const told = latestOf(newer, ['rejected', 'approved']);
  const decided = shown.state !== newer.state && newer.state === told?.event;
  return (
    <Box background="neutral0" hasRadius padding={4}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {decided && told.reason !== null && <Prose>{told.reason}</Prose>}
        {decided && told.note !== null && <Prose>{told.note}</Prose>}
        <ChangedFields before={shown.content.draft} after={newer.content.draft} />
      </Flex>
    </Box>
  );
}
