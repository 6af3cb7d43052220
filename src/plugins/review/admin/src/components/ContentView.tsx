import { Badge, Box, Flex, Grid, Typography } from '@strapi/design-system';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { compareContent, labelOf } from '../content-comparison';
import type { FieldComparison } from '../content-comparison';
import { useText } from '../messages';
import { FieldValue } from './FieldValue';

/** What is submitted, and for each field that differs what is public instead. */
export function ContentView({ detail }: { detail: ReviewerSubmissionDetail }) {
  const fields = compareContent(detail.content.draft, detail.content.live);
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <ChangeSummary fields={fields} live={detail.content.live !== null} />
      <Flex tag="dl" direction="column" alignItems="stretch" gap={5}>
        {fields.map((field) => (
          <FieldRow key={field.name} field={field} submissionId={detail.id} />
        ))}
      </Flex>
    </Flex>
  );
}

function ChangeSummary({ fields, live }: { fields: FieldComparison[]; live: boolean }) {
  const text = useText();
  const changed = fields.filter((field) => field.changed).length;
  const sentence = live
    ? text(changed === 0 ? 'content.same' : 'content.changes', { changed, total: fields.length })
    : text('content.new');
  return (
    <Typography tag="p" textColor="neutral600">
      {sentence}
    </Typography>
  );
}

function FieldRow({ field, submissionId }: { field: FieldComparison; submissionId: string }) {
  const text = useText();
  return (
    <Box>
      <Flex tag="dt" gap={2} paddingBottom={1}>
        <Typography variant="pi" fontWeight="bold" textColor="neutral800">
          {labelOf(field.name)}
        </Typography>
        {field.changed && (
          <Badge variant="warning" size="S">
            {text('content.changed')}
          </Badge>
        )}
      </Flex>
      <Box tag="dd">
        {field.changed ? (
          <ChangedValue field={field} submissionId={submissionId} />
        ) : (
          <FieldValue field={field.submitted} submissionId={submissionId} version="draft" />
        )}
      </Box>
    </Box>
  );
}

function ChangedValue({ field, submissionId }: { field: FieldComparison; submissionId: string }) {
  const text = useText();
  return (
    <Grid.Root gap={3}>
      <Side label={text('content.live')} background="neutral100" border="neutral200">
        <FieldValue field={field.live} submissionId={submissionId} version="live" />
      </Side>
      <Side label={text('content.submitted')} background="neutral0" border="warning500">
        <FieldValue field={field.submitted} submissionId={submissionId} version="draft" />
      </Side>
    </Grid.Root>
  );
}

interface SideProps {
  label: string;
  background: 'neutral0' | 'neutral100';
  border: 'neutral200' | 'warning500';
  children: React.ReactNode;
}

function Side({ label, background, border, children }: SideProps) {
  return (
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
      <Box background={background} borderColor={border} hasRadius padding={4} height="100%">
        <Typography tag="p" variant="sigma" textColor="neutral600" paddingBottom={2}>
          {label}
        </Typography>
        {children}
      </Box>
    </Grid.Item>
  );
}
