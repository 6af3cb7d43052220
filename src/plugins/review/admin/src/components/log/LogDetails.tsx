import type { ReactNode } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { LogEntry } from '../../../../shared/desk';
import { useText } from '../../messages';
import type { TextKey } from '../../messages';
import { WHOLE_LOG } from '../../log-params';
import type { LogParams } from '../../log-params';
import { Prose } from '../Prose';
import { TextAction } from '../queue/styles';
import { Code, Facts } from './styles';

interface LogDetailsProps {
  entry: LogEntry;
  onNarrow: (change: Partial<LogParams>) => void;
}

/** Everything an event holds, as it is hashed. */
export function LogDetails({ entry, onNarrow }: LogDetailsProps) {
  const text = useText();
  const intl = useIntl();
  const { submissionId, from, to, revision } = entry;
  const states = { from: from ?? 'none', to: to ?? 'none' };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Facts>
        <Fact name="log.fact.at">
          {intl.formatDate(entry.at, { dateStyle: 'full', timeStyle: 'long' })}
        </Fact>
        {from !== to && <Fact name="log.fact.state">{text('log.states', states)}</Fact>}
        {revision !== null && (
          <Fact name="log.fact.revision">{text('revision', { revision })}</Fact>
        )}
        <Words name="log.fact.reason" words={entry.reason} />
        <Words name="log.fact.note" words={entry.note} />
        {entry.event === 'refused' ? (
          <Exact name="log.fact.refusal" value={entry.internalNote} />
        ) : (
          <Words name={internalNoteName(entry)} words={entry.internalNote} />
        )}
        <Exact name="log.fact.digest" value={entry.digest} />
        <Exact name="log.fact.file" value={entry.fileSha256} />
        <Exact name="log.fact.item" value={entry.itemId} />
        <Exact name="log.fact.request" value={entry.requestId} />
        <Exact name="log.fact.number" value={String(entry.id)} />
        <Exact name="log.fact.hash" value={entry.hash === '' ? text('log.no-hash') : entry.hash} />
      </Facts>
      {submissionId !== null && (
        <Typography tag="p">
          <TextAction
            type="button"
            onClick={() => {
              // All of them, whatever the list was narrowed to.
              onNarrow({ ...WHOLE_LOG, submission: submissionId });
            }}
          >
            <Typography textColor="primary600">{text('log.of-submission')}</Typography>
          </TextAction>
        </Typography>
      )}
    </Flex>
  );
}

function internalNoteName({ event }: LogEntry): TextKey {
  return event === 'handed' ? 'log.fact.handed' : 'history.internal';
}

function Fact({ name, children }: { name: TextKey; children: ReactNode }) {
  const text = useText();
  return (
    <>
      <Typography tag="dt" textColor="neutral600">
        {text(name)}
      </Typography>
      <Typography tag="dd" textColor="neutral800">
        {children}
      </Typography>
    </>
  );
}

function Words({ name, words }: { name: TextKey; words: string | null }) {
  if (words === null || words === '') return null;
  return (
    <Fact name={name}>
      <Prose>{words}</Prose>
    </Fact>
  );
}

function Exact({ name, value }: { name: TextKey; value: string | null }) {
  if (value === null) return null;
  return (
    <Fact name={name}>
      <Code>{value}</Code>
    </Fact>
  );
}
