import { useIntl } from 'react-intl';
import { Badge, Box, Flex, Typography } from '@strapi/design-system';
import { ExternalLink } from '@strapi/icons';

import type { FieldFormat, FieldView } from '../../../shared/wire';
import { safeHref } from '../content-comparison';
import type { FileVersion } from '../hooks/use-download';
import { useText } from '../messages';
import { FileValue } from './FileValue';
import { Prose } from './Prose';

interface FieldValueProps {
  field: FieldView | null;
  submissionId: string;
  version: FileVersion;
}

/** One field's value, in the form a reviewer can judge. Never renders markup from the content. */
export function FieldValue({ field, submissionId, version }: FieldValueProps) {
  if (field === null) return <EmptyValue />;
  if (field.value === null || field.value === '') return <EmptyValue />;
  if (field.kind === 'relation') return <RelationValue labels={field.value} />;
  if (field.kind === 'file') {
    return <FileValue file={field.value} submissionId={submissionId} version={version} />;
  }
  return <PlainValue format={field.format} value={field.value} />;
}

function EmptyValue() {
  const text = useText();
  return (
    <Typography textColor="neutral600" tag="em">
      {text('content.empty')}
    </Typography>
  );
}

function PlainValue({ format, value }: { format: FieldFormat; value: string | number | boolean }) {
  const text = useText();
  if (typeof value === 'boolean')
    return <Prose>{text(value ? 'content.yes' : 'content.no')}</Prose>;
  // Not formatted as a quantity: years and identifiers would get separators.
  if (typeof value === 'number') return <Prose>{String(value)}</Prose>;
  if (format === 'url') return <UrlValue url={value} />;
  if (format === 'date') return <DateValue date={value} />;
  return <Prose>{value}</Prose>;
}

function UrlValue({ url }: { url: string }) {
  const text = useText();
  const href = safeHref(url);
  if (href === null) {
    return (
      <>
        <Prose>{url}</Prose>
        <Typography variant="pi" textColor="danger600">
          {text('content.not-a-link')}
        </Typography>
      </>
    );
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={text('content.opens-new-tab')}
    >
      <Typography
        textColor="primary600"
        textDecoration="underline"
        style={{ overflowWrap: 'anywhere' }}
      >
        {url}
      </Typography>{' '}
      <ExternalLink width="1.2rem" height="1.2rem" fill="primary600" aria-hidden />
    </a>
  );
}

function DateValue({ date }: { date: string }) {
  const intl = useIntl();
  if (Number.isNaN(Date.parse(date))) return <Prose>{date}</Prose>;
  // A date without a time is the same day everywhere; read locally it would slip to the day before.
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const shown = dayOnly
    ? intl.formatDate(date, { dateStyle: 'long', timeZone: 'UTC' })
    : intl.formatDate(date, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <Prose>
      <time dateTime={date}>{shown}</time>
    </Prose>
  );
}

function RelationValue({ labels }: { labels: { documentId: string; label: string }[] }) {
  if (labels.length === 0) return <EmptyValue />;
  return (
    <Flex tag="ul" gap={2} wrap="wrap">
      {labels.map(({ documentId, label }) => (
        <Box tag="li" key={documentId}>
          <Badge>{label}</Badge>
        </Box>
      ))}
    </Flex>
  );
}
