import { Badge, Box, Flex, Typography } from '@strapi/design-system';

import { compareFields, labelOf } from '../../comparison';
import type { FieldComparison } from '../../comparison';
import type { FieldView } from '../../../../shared/wire';
import { useText } from '../../messages';
import { FieldDiff } from './FieldDiff';

interface ChangedFieldsProps {
  before: FieldView[];
  after: FieldView[];
  /** Shows the fields that did not change as well, and all of the texts that did. */
  all?: boolean;
}

/** Two readings of an item in one, field by field and word by word. */
export function ChangedFields({ before, after, all = false }: ChangedFieldsProps) {
  const text = useText();
  const fields = compareFields(before, after);
  const changed = fields.filter((field) => field.changed);
  const shown = all ? fields : changed;
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Typography tag="p" textColor="neutral600">
        {text('diff.count', { changed: changed.length, total: fields.length })}
      </Typography>
      {shown.length > 0 && (
        <Flex tag="dl" direction="column" alignItems="stretch" gap={5}>
          {shown.map((field) => (
            <Row key={field.name} field={field} all={all} />
          ))}
        </Flex>
      )}
    </Flex>
  );
}

function Row({ field, all }: { field: FieldComparison; all: boolean }) {
  const text = useText();
  return (
    <Box minWidth={0}>
      <Flex tag="dt" gap={2} paddingBottom={1}>
        <Typography variant="sigma" textColor="neutral600">
          {labelOf(field.name)}
        </Typography>
        {all && field.changed && (
          <Badge variant="warning" size="S">
            {text('diff.changed')}
          </Badge>
        )}
      </Flex>
      <Box tag="dd" margin={0}>
        <FieldDiff field={field} whole={all} />
      </Box>
    </Box>
  );
}
