import { useState } from 'react';
import { Field, TextInput } from '@strapi/design-system';
import { styled } from 'styled-components';

import { FIRST_DAY, readDay } from '../../day';

interface NarrowDayProps {
  name: string;
  label: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  /** The last day that may be chosen. */
  max?: string;
  onChoose: (day: string) => void;
}

/**
 * A day by the browser's own field, which everyone can type into and which writes days as the reader
 * does. The admin's picker takes its days as UTC and gives them back as local midnights.
 */
export function NarrowDay({ name, label, value, max, onChoose }: NarrowDayProps) {
  const [shown, setShown] = useState(value);
  const [known, setKnown] = useState(value);
  // The address also changes by other means, such as the back button.
  if (known !== value) {
    setKnown(value);
    setShown(value);
  }
  return (
    <Field.Root name={name}>
      <Field.Label>{label}</Field.Label>
      <DayInput
        type="date"
        size="S"
        value={shown}
        min={FIRST_DAY}
        max={max}
        onChange={({ target }) => {
          setShown(target.value);
          // While a year is typed it is first the year 2, then 20 and 202.
          const isWhole = target.value === '' || readDay(target.value) !== '';
          if (isWhole) onChoose(target.value);
        }}
      />
    </Field.Root>
  );
}

/** So that the little calendar can be seen in the dark theme too. */
const DayInput = styled(TextInput)`
  color-scheme: ${({ theme }) => theme.colorScheme};
`;
