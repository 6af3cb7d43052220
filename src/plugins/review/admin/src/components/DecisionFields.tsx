import type { ChangeEvent } from 'react';
import { Field, Flex, Textarea, TextInput } from '@strapi/design-system';

import type { Decision } from '../../../shared/workflow';
import type { DecisionWords } from '../hooks/use-decision';
import { useText } from '../messages';

interface DecisionFieldsProps {
  decision: Decision;
  words: DecisionWords;
  onChange: (words: DecisionWords) => void;
  reasonMissing: boolean;
  focusFirst: boolean;
}

export function DecisionFields({
  decision,
  words,
  onChange,
  reasonMissing,
  focusFirst,
}: DecisionFieldsProps) {
  const text = useText();
  const rejecting = decision === 'reject';
  const change =
    (name: keyof DecisionWords) =>
    ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      onChange({ ...words, [name]: target.value });
    };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {rejecting && (
        <Field.Root
          name="reason"
          required
          hint={text('dialog.reason.hint')}
          error={reasonMissing ? text('dialog.reason.missing') : undefined}
        >
          <Field.Label>{text('dialog.reason')}</Field.Label>
          <TextInput value={words.reason} onChange={change('reason')} autoFocus={focusFirst} />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      )}
      <Field.Root name="note" hint={text('dialog.note.hint')}>
        <Field.Label>{text('dialog.note')}</Field.Label>
        <Textarea
          value={words.note}
          onChange={change('note')}
          autoFocus={focusFirst && !rejecting}
        />
        <Field.Hint />
      </Field.Root>
      {rejecting && (
        <Field.Root name="internalNote" hint={text('dialog.internal-note.hint')}>
          <Field.Label>{text('dialog.internal-note')}</Field.Label>
          <Textarea value={words.internalNote} onChange={change('internalNote')} />
          <Field.Hint />
        </Field.Root>
      )}
    </Flex>
  );
}
