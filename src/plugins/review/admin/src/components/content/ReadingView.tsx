import { Box, Flex, Grid, Typography } from '@strapi/design-system';

import type { FieldView, ReviewerSubmissionDetail } from '../../../../shared/wire';
import { labelOf } from '../../comparison';
import { useText } from '../../messages';
import { readingOrder } from '../../reading-order';
import { FieldValue } from './FieldValue';
import { HiddenHint } from './PlainText';

interface ReadingViewProps {
  detail: ReviewerSubmissionDetail;
  source: boolean;
}

/** What will be published, as a reader comes to it: title, texts, facts. */
export function ReadingView({ detail, source }: ReadingViewProps) {
  const { title, texts, facts, empty } = readingOrder(detail.content.draft, detail.item.title);
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {title !== null && (
        <Box>
          <Typography
            tag="p"
            variant="beta"
            dir="auto"
            maxWidth="60ch"
            style={{ overflowWrap: 'anywhere' }}
          >
            {detail.item.title}
          </Typography>
          <HiddenHint text={detail.item.title} />
        </Box>
      )}
      {texts.length > 0 && (
        <Flex tag="dl" direction="column" alignItems="stretch" gap={6}>
          {texts.map((field) => (
            <LabelledField key={field.name} field={field} source={source} />
          ))}
        </Flex>
      )}
      {facts.length > 0 && <Facts facts={facts} source={source} />}
      <Empty fields={empty} missing={detail.missing} />
    </Flex>
  );
}

function Facts({ facts, source }: { facts: FieldView[]; source: boolean }) {
  return (
    <Box borderColor="neutral150" borderStyle="solid" borderWidth="1px 0 0 0" paddingTop={5}>
      <Grid.Root tag="dl" gap={5}>
        {facts.map((field) => (
          <Grid.Item
            key={field.name}
            col={isWide(field) ? 12 : 6}
            xs={12}
            direction="column"
            alignItems="stretch"
          >
            <LabelledField field={field} source={source} />
          </Grid.Item>
        ))}
      </Grid.Root>
    </Box>
  );
}

/** Addresses and paths of categories are long. */
function isWide(field: FieldView): boolean {
  return field.kind === 'relation' || (field.kind === 'value' && field.format === 'url');
}

function LabelledField({ field, source }: { field: FieldView; source: boolean }) {
  return (
    <Box minWidth={0}>
      <Box tag="dt" paddingBottom={1}>
        <Typography variant="sigma" textColor="neutral600">
          {labelOf(field.name)}
        </Typography>
      </Box>
      <Box tag="dd" margin={0}>
        <FieldValue field={field} source={source} />
      </Box>
    </Box>
  );
}

function Empty({ fields, missing }: { fields: FieldView[]; missing: string[] }) {
  const text = useText();
  const needed = new Set(missing);
  const optional = fields.filter(({ name }) => !needed.has(name)).map(({ name }) => labelOf(name));
  if (optional.length === 0) return null;
  return (
    <Typography tag="p" variant="pi" textColor="neutral600">
      {text('content.left-empty', { fields: optional.join(', ') })}
    </Typography>
  );
}
