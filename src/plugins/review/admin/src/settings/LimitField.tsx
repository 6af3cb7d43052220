import { useText } from '../messages';
import type { TextKey } from '../messages';
import { ChoiceField } from './ChoiceField';
import { NumberField } from './NumberField';

interface LimitFieldProps {
  label: TextKey;
  hint: TextKey;
  /** There is a number. */
  yes: TextKey;
  no: TextKey;
  numberLabel: TextKey;
  numberHint?: TextKey;
  value: number | null;
  /** The number to begin with, where there was none. */
  suggested: number;
  problem: string | undefined;
  onChange: (value: number | null) => void;
}

/** A number or none. */
export function LimitField(props: LimitFieldProps) {
  const { numberLabel, numberHint, value, suggested, problem, onChange, ...choice } = props;
  const text = useText();
  return (
    <>
      <ChoiceField
        {...choice}
        value={value !== null}
        onChange={(limited) => {
          onChange(limited ? suggested : null);
        }}
      />
      {value !== null && (
        <NumberField
          label={text(numberLabel)}
          hint={numberHint === undefined ? undefined : text(numberHint)}
          value={value}
          problem={problem}
          onChange={onChange}
        />
      )}
    </>
  );
}
