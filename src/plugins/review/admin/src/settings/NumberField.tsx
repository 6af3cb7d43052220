import { Field, NumberInput } from '@strapi/design-system';
import { useIntl } from 'react-intl';

interface NumberFieldProps {
  label: string;
  hint?: string;
  /** 0 stands for an empty field, which no setting allows: the server says so at the field. */
  value: number;
  problem: string | undefined;
  onChange: (value: number) => void;
}

export function NumberField({ label, hint, value, problem, onChange }: NumberFieldProps) {
  const { locale } = useIntl();
  return (
    <Field.Root hint={hint} error={problem} required maxWidth="32rem">
      <Field.Label>{label}</Field.Label>
      <NumberInput
        locale={locale}
        value={value === 0 ? undefined : value}
        onValueChange={(typed) => {
          onChange(typed ?? 0);
        }}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
