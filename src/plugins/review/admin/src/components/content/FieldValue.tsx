import { useIntl } from 'react-intl';
import { Typography } from '@strapi/design-system';

import type { FieldFormat, FieldView } from '../../../../shared/wire';
import { isEmpty } from '../../comparison';
import { useText } from '../../messages';
import { FileFacts } from '../file/FileFacts';
import { Prose } from '../Prose';
import { MarkdownText } from './MarkdownText';
import { HiddenHint, RevealedText } from './PlainText';
import { Relation } from './Relation';
import { WebAddress } from './WebAddress';

interface FieldValueProps {
  field: FieldView | null;
  /** Shows Markdown as it was typed, and characters that cannot be seen. */
  source?: boolean;
}

/** One field's value, in the form a reviewer can judge. */
export function FieldValue({ field, source = false }: FieldValueProps) {
  if (field === null || isEmpty(field)) return <EmptyValue />;
  if (field.kind === 'relation') return <Relation links={field.value} />;
  if (field.value === null) return <EmptyValue />;
  if (field.kind === 'file') return <FileFacts file={field.value} />;
  return <ScalarValue format={field.format} value={field.value} source={source} />;
}

function EmptyValue() {
  const text = useText();
  return (
    <Typography textColor="neutral600" tag="em">
      {text('content.empty')}
    </Typography>
  );
}

interface ScalarProps {
  format: FieldFormat;
  value: string | number | boolean;
  source: boolean;
}

function ScalarValue({ format, value, source }: ScalarProps) {
  const scalarText = useScalarText();
  if (typeof value !== 'string' || format === 'date') {
    return <Prose>{scalarText(format, value)}</Prose>;
  }
  if (source) {
    return (
      <Prose>
        <RevealedText>{value}</RevealedText>
      </Prose>
    );
  }
  return (
    <>
      <ReadText format={format} value={value} />
      <HiddenHint text={value} />
    </>
  );
}

function ReadText({ format, value }: { format: FieldFormat; value: string }) {
  if (format === 'url') return <WebAddress address={value} />;
  if (format === 'markdown') return <MarkdownText>{value}</MarkdownText>;
  return <Prose>{value}</Prose>;
}

/** A value as it is read, where that is text without markup. */
export function useScalarText(): (format: FieldFormat, value: string | number | boolean) => string {
  const intl = useIntl();
  const text = useText();
  return (format, value) => {
    if (typeof value === 'boolean') return text(value ? 'content.yes' : 'content.no');
    // Not formatted as a quantity: years and identifiers would get separators.
    if (typeof value === 'number') return String(value);
    if (format !== 'date' || Number.isNaN(Date.parse(value))) return value;
    // A date without a time is the same day everywhere; read locally it would slip to the day before.
    const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(value);
    return dayOnly
      ? intl.formatDate(value, { dateStyle: 'long', timeZone: 'UTC' })
      : intl.formatDate(value, { dateStyle: 'long', timeStyle: 'short' });
  };
}
