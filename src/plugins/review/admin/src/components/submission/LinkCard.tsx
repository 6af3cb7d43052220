import { Box, Flex } from '@strapi/design-system';

import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { useText } from '../../messages';
import { CheckAgain } from '../links/CheckAgain';
import { LinkStanding, LinkTimes } from '../links/LinkStanding';
import { Suggestion } from '../links/Suggestion';
import { Section } from '../Section';

interface LinkCardProps {
  detail: ReviewerSubmissionDetail;
  onChecked: () => unknown;
}

/** Whether the submitted link works; nothing where there is none. */
export function LinkCard({ detail: { link }, onChecked }: LinkCardProps) {
  const text = useText();
  if (link === null) return null;
  return (
    <Section title={text('link.title')}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Box>
          <LinkStanding link={link} />
          <LinkTimes link={link} />
          <Suggestion url={link.suggestedUrl} />
        </Box>
        <CheckAgain url={link.url} onChecked={onChecked} />
      </Flex>
    </Section>
  );
}
