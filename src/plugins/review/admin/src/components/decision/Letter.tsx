import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { Reason } from '../../../../shared/desk';
import { languageFor, languagesOf, reasonsFor, reasonText } from '../../decision-words';
import type { DecisionKind, DecisionWords } from '../../decision-words';
import { useText } from '../../messages';
import { Prose } from '../Prose';
import { StateBadge } from '../StateBadge';

interface LetterProps {
  kind: DecisionKind;
  /** Whose it is and what it is called; where it goes to several, words for that. */
  detail: { submitter: { name: string }; item: { title: string } };
  words: DecisionWords;
  reasons: Reason[];
  onChange: (words: DecisionWords) => void;
}

/** What the submitter will read, word for word, before it is sent. */
export function Letter({ kind, detail, words, reasons, onChange }: LetterProps) {
  const text = useText();
  const reason = reasonText(kind, words, reasons);
  const note = words.note.trim();
  const chosen = reasonsFor(kind, reasons).find(({ id }) => id === words.reasonId);
  return (
    <Box
      tag="section"
      aria-label={text('letter.title', { name: detail.submitter.name })}
      background="neutral100"
      borderColor="neutral200"
      hasRadius
      padding={4}
      minWidth={0}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography
          tag="h3"
          variant="pi"
          fontWeight="bold"
          textColor="neutral600"
          style={{ overflowWrap: 'anywhere' }}
        >
          {text('letter.title', { name: detail.submitter.name })}
        </Typography>
        <StateBadge state={kind === 'approve' ? 'approved' : 'rejected'} />
        <Typography
          dir="auto"
          fontWeight="bold"
          textColor="neutral800"
          style={{ overflowWrap: 'anywhere' }}
        >
          {detail.item.title}
        </Typography>
        {reason !== '' && <Prose>{reason}</Prose>}
        {note !== '' && <Prose>{note}</Prose>}
        {kind !== 'approve' && reason === '' && (
          <Prose tone="quiet">{text('letter.no-reason')}</Prose>
        )}
        {kind === 'approve' && note === '' && <Prose tone="quiet">{text('letter.no-note')}</Prose>}
        {chosen !== undefined && languagesOf(chosen.text).length > 1 && (
          <Language reason={chosen} words={words} onChange={onChange} />
        )}
      </Flex>
    </Box>
  );
}

interface LanguageProps {
  reason: Reason;
  words: DecisionWords;
  onChange: (words: DecisionWords) => void;
}

function Language({ reason, words, onChange }: LanguageProps) {
  const text = useText();
  const intl = useIntl();
  const languages = languagesOf(reason.text);
  const nameOf = (language: string) =>
    intl.formatDisplayName(language, { type: 'language' }) ?? language;
  return (
    <Flex gap={2} wrap="wrap">
      <Typography variant="pi" textColor="neutral600">
        {text('letter.language')}
      </Typography>
      <Box minWidth="14rem">
        <SingleSelect
          size="S"
          aria-label={text('letter.language')}
          value={languageFor(reason.text, words.language)}
          onChange={(language) => {
            onChange({ ...words, language: String(language) });
          }}
        >
          {languages.map((language) => (
            <SingleSelectOption key={language} value={language}>
              {nameOf(language)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
    </Flex>
  );
}
