import { Flex, Typography } from '@strapi/design-system';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import type { DecisionControl } from '../hooks/use-decision';
import { useText } from '../messages';
import { DecisionActions } from './DecisionActions';
import { DecisionDialog } from './DecisionDialog';
import { Digest } from './Digest';
import { Section } from './Section';

interface DecisionCardProps {
  control: DecisionControl;
  detail: ReviewerSubmissionDetail;
  onReopened: () => Promise<unknown>;
}

export function DecisionCard({ control, detail, onReopened }: DecisionCardProps) {
  const text = useText();
  return (
    <Section title={text('decision.title')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {detail.state === 'pending' && detail.decidable.allowed && (
          <Typography tag="p" textColor="neutral600">
            {text('decision.about')}
          </Typography>
        )}
        <DecisionActions control={control} detail={detail} onReopened={onReopened} />
        <Digest digest={detail.digest} />
      </Flex>
      <DecisionDialog control={control} />
    </Section>
  );
}
