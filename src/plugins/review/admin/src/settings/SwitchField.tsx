import { Field, Toggle } from '@strapi/design-system';

import { useText } from '../messages';
import type { TextKey } from '../messages';

interface SwitchFieldProps {
  label: TextKey;
  hint: TextKey;
  on: TextKey;
  off: TextKey;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function SwitchField({ label, hint, on, off, checked, onChange }: SwitchFieldProps) {
  const text = useText();
  return (
    <Field.Root hint={text(hint)} maxWidth="64rem">
      <Field.Label>{text(label)}</Field.Label>
      <Toggle
        checked={checked}
        onLabel={text(on)}
        offLabel={text(off)}
        onChange={({ target }) => {
          onChange(target.checked);
        }}
      />
      <Field.Hint />
    </Field.Root>
  );
}
