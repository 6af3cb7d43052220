import { Box, Flex, Typography } from '@strapi/design-system';
import { Lock } from '@strapi/icons';

import type { ReviewerHistoryEntry } from '../../../shared/wire';
import { useText } from '../messages';
import { Moment } from './Ago';
import { Prose } from './Prose';

/** Every event of a submission, the latest first. */
export function History({ entries }: { entries: ReviewerHistoryEntry[] }) {
  const text = useText();
  if (entries.length === 0) {
    return <Typography textColor="neutral600">{text('history.empty')}</Typography>;
  }
  const latestFirst = [...entries].sort((one, other) => other.id - one.id);
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={4} width="100%">
      {latestFirst.map((entry) => (
        <HistoryItem key={entry.id} entry={entry} />
      ))}
    </Flex>
  );
}

function HistoryItem({ entry }: { entry: ReviewerHistoryEntry }) {
  const text = useText();
  return (
    <Flex
      tag="li"
      direction="column"
      alignItems="stretch"
      gap={2}
      paddingLeft={4}
      borderColor="neutral200"
      borderStyle="solid"
      borderWidth="0 0 0 2px"
    >
      <Box>
        <Typography fontWeight="bold" textColor="neutral800">
          {text(`event.${entry.event}`)}
        </Typography>{' '}
        <Typography textColor="neutral800">
          {text('history.by', { name: entry.actor.name })}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          <Moment at={entry.at} /> · {text('revision.long', { revision: entry.revision })}
        </Typography>
      </Box>
      <Remark label={text('history.reason')} words={entry.reason} />
      <Remark label={text('history.note')} words={entry.note} />
      <InternalNote words={entry.internalNote} />
    </Flex>
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

function InternalNote({ words }: { words: string | null }) {
  const text = useText();
  if (words === null || words === '') return null;
  return (
    <Box background="neutral100" hasRadius padding={3}>
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
