import { Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';

import type { FieldFormat, FieldView } from '../../../../shared/wire';
import { compareLinks, isEmpty } from '../../comparison';
import type { FieldComparison } from '../../comparison';
import { useCategoryPaths } from '../../hooks/use-category-paths';
import { useText } from '../../messages';
import { FieldValue, useScalarText } from '../content/FieldValue';
import { FileDiff } from './FileDiff';
import { Replacement } from './Replacement';
import { Deleted, Inserted, WordDiff } from './WordDiff';

interface FieldDiffProps {
  field: FieldComparison;
  whole: boolean;
}

/** What became of one field. */
export function FieldDiff({ field, whole }: FieldDiffProps) {
  const { before, after, changed } = field;
  if (!changed) return <FieldValue field={after} source />;
  const kind = (after ?? before)?.kind;
  if (kind === 'file') return <FileDiff before={fileIn(before)} after={fileIn(after)} />;
  if (kind === 'relation') return <LinksDiff before={linksIn(before)} after={linksIn(after)} />;
  return <ScalarDiff before={before} after={after} whole={whole} />;
}

function fileIn(field: FieldView | null) {
  return field?.kind === 'file' ? field.value : null;
}
function linksIn(field: FieldView | null) {
  return field?.kind === 'relation' ? field.value : [];
}

interface ScalarDiffProps {
  before: FieldView | null;
  after: FieldView | null;
  whole: boolean;
}

function ScalarDiff({ before, after, whole }: ScalarDiffProps) {
  const earlier = useScalarOf(before);
  const later = useScalarOf(after);
  const format = formatOf(after ?? before);
  // Of an address, a date or a single word one reads the whole, not which of its letters differ.
  if (
    format === 'markdown' ||
    (format === 'plain' && /\s/u.test(`${earlier ?? ''}${later ?? ''}`))
  ) {
    return <WordDiff before={earlier ?? ''} after={later ?? ''} whole={whole} />;
  }
  return <Replacement before={earlier} after={later} />;
}

function formatOf(field: FieldView | null): FieldFormat {
  return field?.kind === 'value' ? field.format : 'plain';
}

/** The value as it is read, `null` where it is empty. */
function useScalarOf(field: FieldView | null): string | null {
  const scalarText = useScalarText();
  if (field?.kind !== 'value' || field.value === null || isEmpty(field)) return null;
  return scalarText(field.format, field.value);
}

interface Link {
  documentId: string;
  label: string;
}

function LinksDiff({ before, after }: { before: Link[]; after: Link[] }) {
  const text = useText();
  const paths = useCategoryPaths();
  const { removed, kept, added } = compareLinks(before, after);
  const nameOf = ({ documentId, label }: Link) => (paths.get(documentId) ?? [label]).join(' › ');
  return (
    <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} maxWidth="72ch">
      {removed.map((link) => (
        <LinkLine key={link.documentId}>
          <Deleted>
            <VisuallyHidden>{text('diff.removed')} </VisuallyHidden>
            <bdi>{nameOf(link)}</bdi>
          </Deleted>
        </LinkLine>
      ))}
      {kept.map((link) => (
        <LinkLine key={link.documentId}>
          <bdi>{nameOf(link)}</bdi>
        </LinkLine>
      ))}
      {added.map((link) => (
        <LinkLine key={link.documentId}>
          <Inserted>
            <VisuallyHidden>{text('diff.added')} </VisuallyHidden>
            <bdi>{nameOf(link)}</bdi>
          </Inserted>
        </LinkLine>
      ))}
    </Flex>
  );
}

function LinkLine({ children }: { children: React.ReactNode }) {
  return (
    <Box tag="li" style={{ overflowWrap: 'anywhere' }}>
      <Typography>{children}</Typography>
    </Box>
  );
}
