import { useState } from 'react';
import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { Lock, Message } from '@strapi/icons';
import { styled } from 'styled-components';

import type { ReviewerHistoryEntry } from '../../../../shared/wire';
import type { EventType } from '../../../../shared/workflow';
import { useText } from '../../messages';
import type { TextKey } from '../../messages';
import { Moment } from '../Ago';
import { Prose } from '../Prose';
import { Sentence } from '../Sentence';

/** Of a long history the older part is asked for. */
const SHOWN_AT_FIRST = 6;

/** Every event of a submission, the latest first. */
export function History({ entries }: { entries: ReviewerHistoryEntry[] }) {
  const text = useText();
  const [all, setAll] = useState(false);
  if (entries.length === 0) {
    return <Typography textColor="neutral600">{text('history.empty')}</Typography>;
  }
  const latestFirst = [...entries].sort((one, other) => other.id - one.id);
  const shown = all ? latestFirst : latestFirst.slice(0, SHOWN_AT_FIRST);
  const older = latestFirst.length - shown.length;
  return (
    <>
      <Flex tag="ol" direction="column" alignItems="stretch" width="100%">
        {shown.map((entry) => (
          <HistoryItem key={entry.id} entry={entry} />
        ))}
      </Flex>
      {older > 0 && (
        <TextButton
          onClick={() => {
            setAll(true);
          }}
        >
          {text('history.older', { count: older })}
        </TextButton>
      )}
    </>
  );
}

const TONES: Readonly<Partial<Record<EventType, 'success500' | 'danger500' | 'primary500'>>> = {
  approved: 'success500',
  rejected: 'danger500',
  refused: 'danger500',
  submitted: 'primary500',
  revised: 'primary500',
};

/** A dot on a line that ends at the oldest event. */
const Item = styled.li<{ $tone: 'success500' | 'danger500' | 'primary500' | 'neutral400' }>`
  position: relative;
  padding: 0 0 2rem 2rem;

  &::before {
    content: '';
    position: absolute;
    inset-inline-start: 0.4rem;
    top: 0.8rem;
    bottom: -0.4rem;
    width: 2px;
    background: ${({ theme }) => theme.colors.neutral200};
  }
  &:last-child {
    padding-bottom: 0;
  }
  &:last-child::before {
    display: none;
  }
  &::after {
    content: '';
    position: absolute;
    inset-inline-start: 0;
    top: 0.5rem;
    width: 1rem;
    height: 1rem;
    border-radius: 50%;
    background: ${({ theme, $tone }) => theme.colors[$tone]};
  }
`;

function HistoryItem({ entry }: { entry: ReviewerHistoryEntry }) {
  const text = useText();
  const { actor } = entry;
  return (
    <Item $tone={TONES[entry.event] ?? 'neutral400'}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Box>
          <Typography fontWeight="bold" textColor="neutral800">
            {text(`event.${entry.event}`)}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral800">
            <bdi>{actor.name}</bdi>{' '}
            <Typography variant="pi" textColor="neutral600">
              ({text(`actor.${actor.kind}`)})
            </Typography>
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            <Moment at={entry.at} /> · {text('revision.long', { revision: entry.revision })}
          </Typography>
        </Box>
        <Told entry={entry} />
        <Internal entry={entry} />
      </Flex>
    </Item>
  );
}

/** What the submitter reads of it. */
function Told({ entry: { reason, note } }: { entry: ReviewerHistoryEntry }) {
  const text = useText();
  if ((reason ?? '') === '' && (note ?? '') === '') return null;
  return (
    <Box borderColor="neutral200" hasRadius padding={3}>
      <Flex gap={2} paddingBottom={1}>
        <Message width="1.2rem" height="1.2rem" fill="neutral600" aria-hidden />
        <Typography variant="pi" fontWeight="semiBold" textColor="neutral600">
          {text('history.told')}
        </Typography>
      </Flex>
      {reason !== null && <Prose>{reason}</Prose>}
      {note !== null && <Prose>{note}</Prose>}
    </Box>
  );
}

/** Why an attempt was refused, as the log keeps it. */
const REFUSALS: ReadonlyMap<string, TextKey> = new Map([
  ['staleDigest', 'history.refused.staleDigest'],
  ['notDecidable', 'history.refused.notDecidable'],
  ['selfApproval', 'history.refused.selfApproval'],
  ['mayNotDecide', 'history.refused.mayNotDecide'],
  ['outOfScope', 'history.refused.outOfScope'],
  ['incomplete', 'history.refused.incomplete'],
  ['invalidFile', 'history.refused.invalidFile'],
  ['infectedFile', 'history.refused.infectedFile'],
  ['notScanned', 'history.refused.notScanned'],
]);

/** What reviewers alone read. Of some events the log keeps a fact in the place of a note. */
function Internal({ entry: { event, internalNote } }: { entry: ReviewerHistoryEntry }) {
  const text = useText();
  if (internalNote === null || internalNote === '') return null;
  if (event === 'handed') {
    return (
      <Prose tone="quiet">
        <Sentence id="history.handed" values={{ name: <bdi key="name">{internalNote}</bdi> }} />
      </Prose>
    );
  }
  if (event !== 'refused') return <InternalNote words={internalNote} />;
  const refusal = REFUSALS.get(internalNote);
  return <Prose tone="quiet">{refusal === undefined ? internalNote : text(refusal)}</Prose>;
}

function InternalNote({ words }: { words: string }) {
  const text = useText();
  return (
    <Box
      background="neutral100"
      borderColor="neutral200"
      borderStyle="dashed"
      hasRadius
      padding={3}
    >
      <Flex gap={2} paddingBottom={1}>
        <Lock width="1.2rem" height="1.2rem" fill="neutral600" aria-hidden />
        <Typography variant="pi" fontWeight="semiBold" textColor="neutral600">
          {text('history.internal')}
        </Typography>
      </Flex>
      <Prose>{words}</Prose>
    </Box>
  );
}

export function Remark({ label, words }: { label: string; words: string | null }) {
  if (words === null || words === '') return null;
  return (
    <Box>
      <Typography variant="pi" fontWeight="semiBold" textColor="neutral600">
        {label}
      </Typography>
      <Prose>{words}</Prose>
    </Box>
  );
}
