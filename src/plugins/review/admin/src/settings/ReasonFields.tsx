import { Checkbox, Field, Flex, Textarea, TextInput } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';

import type { Reason } from '../../../shared/desk';
import { useText } from '../messages';
import { useSettingsDraft } from './draft';
import { languageName } from './languages';
import { Fieldset, Legend } from './Fieldset';
import { FALLBACK, translate } from './reasons';
import type { TranslatedField } from './reasons';

interface ReasonFieldsProps {
  index: number;
  languages: readonly string[];
}

export function ReasonFields({ index, languages }: ReasonFieldsProps) {
  const text = useText();
  const { draft, change } = useSettingsDraft();
  const reason = draft.reasons[index];
  if (reason === undefined) return null;
  const set = (part: Partial<Reason>) => {
    const next = draft.reasons.map((other, at) => (at === index ? { ...other, ...part } : other));
    change({ reasons: next });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <SideBySide>
        {languages.map((language) => (
          <LanguageFields
            key={language}
            index={index}
            reason={reason}
            language={language}
            onChange={set}
          />
        ))}
      </SideBySide>
      <Field.Root hint={text('settings.reasons.asks.hint')}>
        <Checkbox
          checked={reason.asksForChanges}
          onCheckedChange={(checked) => {
            set({ asksForChanges: checked === true });
          }}
        >
          {text('settings.reasons.asks.label')}
        </Checkbox>
        <Field.Hint />
      </Field.Root>
    </Flex>
  );
}

/** So that who translates sees what is translated. */
const SideBySide = styled.div`
  display: grid;
  gap: 2.4rem;
  grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr));
`;

interface LanguageFieldsProps {
  index: number;
  reason: Reason;
  language: string;
  onChange: (part: Partial<Reason>) => void;
}

function LanguageFields({ index, reason, language, onChange }: LanguageFieldsProps) {
  const text = useText();
  const { locale } = useIntl();
  const { problemAt } = useSettingsDraft();
  const name = languageName(language, locale);
  const field = (field: TranslatedField) => ({
    value: reason[field][language] ?? '',
    lang: language,
    onChange: ({ target }: { target: { value: string } }) => {
      onChange({ [field]: translate(reason[field], language, target.value) });
    },
  });
  return (
    <Fieldset>
      <Legend>{name}</Legend>
      <Flex direction="column" alignItems="stretch" gap={4} paddingTop={2}>
        <Field.Root
          required={language === FALLBACK}
          hint={text('settings.reasons.label.hint')}
          error={problemAt('reasons', index, 'label', language)}
        >
          <Field.Label>{text('settings.reasons.label')}</Field.Label>
          <TextInput
            {...field('label')}
            // One that was just added has nothing in it and waits for its label.
            autoFocus={language === FALLBACK && reason.label[FALLBACK] === ''}
          />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
        <Field.Root
          required={language === FALLBACK}
          hint={text('settings.reasons.text.hint')}
          error={problemAt('reasons', index, 'text', language)}
        >
          <Field.Label>{text('settings.reasons.text')}</Field.Label>
          <Textarea {...field('text')} />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      </Flex>
    </Fieldset>
  );
}
