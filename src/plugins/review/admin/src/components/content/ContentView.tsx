import { useState } from 'react';
import { Box, Flex, Tabs, TextButton, Typography } from '@strapi/design-system';
import { Code } from '@strapi/icons';
import { styled } from 'styled-components';

import type { DecidedContent, ReviewerSubmissionDetail } from '../../../../shared/wire';
import { useText } from '../../messages';
import { Moment } from '../Ago';
import { ChangedFields } from '../diff/ChangedFields';
import { lastAsked, WhatWasAsked } from '../diff/WhatWasAsked';
import { ReadingView } from './ReadingView';

const WAYS = ['changes', 'all', 'reading'] as const;

/** What is submitted; at a second look what changed, and only on request the rest. */
export function ContentView({ detail }: { detail: ReviewerSubmissionDetail }) {
  const { compared } = detail;
  if (compared === null) return <Reading detail={detail} />;
  return <SecondLook detail={detail} compared={compared} />;
}

interface SecondLookProps {
  detail: ReviewerSubmissionDetail;
  compared: DecidedContent;
}

function SecondLook({ detail, compared }: SecondLookProps) {
  const text = useText();
  const [way, setWay] = useState<string>('changes');
  return (
    <Tabs.Root variant="simple" value={way} onValueChange={setWay}>
      <Tabs.List aria-label={text('content.ways')}>
        {WAYS.map((name) => (
          <Tabs.Trigger key={name} value={name}>
            {text(`content.way.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {WAYS.map((name) => (
        <Tabs.Content key={name} value={name} tabIndex={-1}>
          <Box paddingTop={5}>
            {name === 'reading' ? (
              <Reading detail={detail} />
            ) : (
              <Changes detail={detail} compared={compared} all={name === 'all'} />
            )}
          </Box>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

/** Side by side where there is room, in the page as in a dialog. */
const Room = styled.div`
  container-type: inline-size;
`;
const SideBySide = styled.div`
  display: grid;
  align-items: start;
  gap: 2.4rem;

  @container (min-width: 64rem) {
    grid-template-columns: 24rem minmax(0, 1fr);
  }
`;

function Changes({ detail, compared, all }: SecondLookProps & { all: boolean }) {
  const asked = lastAsked(detail);
  const changes = (
    <Flex direction="column" alignItems="stretch" gap={4} minWidth={0}>
      <Against compared={compared} />
      <ChangedFields before={compared.fields} after={detail.content.draft} all={all} />
    </Flex>
  );
  if (asked === null) return changes;
  return (
    <Room>
      <SideBySide>
        <WhatWasAsked asked={asked} />
        {changes}
      </SideBySide>
    </Room>
  );
}

function Against({ compared: { against, at } }: { compared: DecidedContent }) {
  const text = useText();
  return (
    <Typography tag="p" variant="pi" textColor="neutral600">
      {text(`diff.against.${against}`)}
      {at !== null && (
        <>
          {' '}
          (<Moment at={at} />)
        </>
      )}
    </Typography>
  );
}

function Reading({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const [source, setSource] = useState(false);
  const toggle = (
    <TextButton
      startIcon={<Code />}
      onClick={() => {
        setSource((before) => !before);
      }}
    >
      {text(source ? 'content.rendered' : 'content.source')}
    </TextButton>
  );
  return <ReadingView detail={detail} source={source} aside={toggle} />;
}
