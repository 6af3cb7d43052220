import { Field, Radio } from '@strapi/design-system';

import { useText } from '../messages';
import type { TextKey } from '../messages';
import { Fieldset, Legend } from './Fieldset';

interface ChoiceFieldProps {
  label: TextKey;
  hint: TextKey;
  yes: TextKey;
  no: TextKey;
  value: boolean;
  onChange: (value: boolean) => void;
}

const YES = 'yes';
const NO = 'no';

/** One of two, both written out: "on" and "off" would leave open what is on. */
export function ChoiceField({ label, hint, yes, no, value, onChange }: ChoiceFieldProps) {
  const text = useText();
  return (
    <Field.Root hint={text(hint)} maxWidth="64rem">
      <Fieldset>
        <Legend>{text(label)}</Legend>
        <Radio.Group
          aria-label={text(label)}
          value={value ? YES : NO}
          onValueChange={(chosen) => {
            onChange(chosen === YES);
          }}
        >
          <Radio.Item value={YES}>{text(yes)}</Radio.Item>
          <Radio.Item value={NO}>{text(no)}</Radio.Item>
        </Radio.Group>
      </Fieldset>
      <Field.Hint />
    </Field.Root>
  );
}
