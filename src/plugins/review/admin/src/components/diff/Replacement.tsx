import { Flex, Typography, VisuallyHidden } from '@strapi/design-system';

import { useText } from '../../messages';
import { Deleted, Inserted } from './WordDiff';

interface ReplacementProps {
  /** `null` where there was nothing. */
  before: string | null;
  after: string | null;
}

/** One value in place of another, each read as a whole. */
export function Replacement({ before, after }: ReplacementProps) {
  const text = useText();
  return (
    <Flex tag="p" gap={2} wrap="wrap" maxWidth="72ch" style={{ overflowWrap: 'anywhere' }}>
      {before !== null && (
        <Typography minWidth={0}>
          <Deleted>
            <VisuallyHidden>{text('diff.removed')} </VisuallyHidden>
            <bdi>{before}</bdi>
          </Deleted>
        </Typography>
      )}
      {before !== null && after !== null && (
        <Typography textColor="neutral600" aria-hidden>
          →
        </Typography>
      )}
      {after !== null && (
        <Typography minWidth={0}>
          <Inserted>
            <VisuallyHidden>{text('diff.added')} </VisuallyHidden>
            <bdi>{after}</bdi>
          </Inserted>
        </Typography>
      )}
    </Flex>
  );
}
