import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

/** The select has no use for an empty value. */
const ALL = 'all';

export interface NarrowOption {
  value: string;
  label: string;
}

interface NarrowSelectProps {
  name: string;
  label: string;
  /** What an empty value is called; left out where there always is one. */
  all?: string;
  value: string;
  options: readonly NarrowOption[];
  onChoose: (value: string) => void;
}

/** One of several, with its name above it. It works at once. */
export function NarrowSelect({ name, label, all, value, options, onChoose }: NarrowSelectProps) {
  return (
    <Field.Root name={name} minWidth="16rem">
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        size="S"
        value={value === '' ? ALL : value}
        onChange={(chosen) => {
          onChoose(chosen === ALL ? '' : String(chosen));
        }}
      >
        {all !== undefined && <SingleSelectOption value={ALL}>{all}</SingleSelectOption>}
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
}
