import { useId } from 'react';
import type { ChangeEvent } from 'react';
import { Field, Flex, Radio, Textarea, TextInput, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { Reason } from '../../../../shared/desk';
import { inLanguage, OTHER, reasonsFor } from '../../decision-words';
import type { DecisionKind, DecisionWords } from '../../decision-words';
import { useText } from '../../messages';

interface DecisionFieldsProps {
  kind: DecisionKind;
  words: DecisionWords;
  reasons: Reason[];
  onChange: (words: DecisionWords) => void;
  reasonMissing: boolean;
  focusFirst: boolean;
}

export function DecisionFields(props: DecisionFieldsProps) {
  const { kind, words, onChange, focusFirst } = props;
  const text = useText();
  const change =
    (name: 'note' | 'internalNote') =>
    ({ target }: ChangeEvent<HTMLTextAreaElement>) => {
      onChange({ ...words, [name]: target.value });
    };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {kind !== 'approve' && <ReasonFields {...props} />}
      <Field.Root name="note" hint={text(`dialog.note.hint.${kind}`)}>
        <Field.Label>{text('dialog.note')}</Field.Label>
        <Textarea
          value={words.note}
          onChange={change('note')}
          autoFocus={focusFirst && kind === 'approve'}
        />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="internalNote" hint={text('dialog.internal-note.hint')}>
        <Field.Label>{text('dialog.internal-note')}</Field.Label>
        <Textarea value={words.internalNote} onChange={change('internalNote')} />
        <Field.Hint />
      </Field.Root>
    </Flex>
  );
}

/** A list and not a menu: all of it is seen at once, and an arrow key chooses. */
function ReasonFields(props: DecisionFieldsProps) {
  const { kind, words, reasons, onChange, reasonMissing, focusFirst } = props;
  const text = useText();
  const { locale } = useIntl();
  const labelId = useId();
  const offered = reasonsFor(kind, reasons).map(({ id, label }) => ({
    id,
    label: inLanguage(label, locale),
  }));
  // The reviewer's own words are no list's reason, so nothing says that they ask for changes.
  const choices =
    kind === 'reject' ? [...offered, { id: OTHER, label: text('dialog.reason.other') }] : offered;
  const chosen = choices.some(({ id }) => id === words.reasonId) ? words.reasonId : '';
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography id={labelId} variant="pi" fontWeight="bold" textColor="neutral800">
        {text(kind === 'changes' ? 'dialog.reason.changes' : 'dialog.reason')}
      </Typography>
      <Radio.Group
        aria-labelledby={labelId}
        aria-required
        value={chosen}
        onValueChange={(reasonId) => {
          onChange({ ...words, reasonId });
        }}
      >
        {choices.map(({ id, label }, index) => (
          <Radio.Item
            key={id}
            value={id}
            autoFocus={focusFirst && (chosen === '' ? index === 0 : chosen === id)}
          >
            {label}
          </Radio.Item>
        ))}
      </Radio.Group>
      {chosen === OTHER && <OwnReason {...props} />}
      {reasonMissing && chosen !== OTHER && (
        <Typography variant="pi" textColor="danger600" role="alert">
          {text('dialog.reason.choose')}
        </Typography>
      )}
    </Flex>
  );
}

/** The server takes no longer one. */
const LONGEST_REASON = 500;

function OwnReason({ words, onChange, reasonMissing }: DecisionFieldsProps) {
  const text = useText();
  return (
    <Field.Root
      name="ownReason"
      required
      hint={text('dialog.reason.hint')}
      error={reasonMissing ? text('dialog.reason.missing') : undefined}
    >
      <Field.Label>{text('dialog.reason.own')}</Field.Label>
      <TextInput
        value={words.ownReason}
        maxLength={LONGEST_REASON}
        onChange={({ target }: ChangeEvent<HTMLInputElement>) => {
          onChange({ ...words, ownReason: target.value });
        }}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
