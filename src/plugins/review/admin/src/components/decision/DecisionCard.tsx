import { Divider, Flex } from '@strapi/design-system';

import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import type { ClaimControl } from '../../hooks/use-claim';
import type { DecisionControl } from '../../hooks/use-decision';
import type { Presence } from '../../hooks/use-presence';
import { useText } from '../../messages';
import { useRefusalText } from '../../refusal';
import { Digest } from '../Digest';
import { Notice } from '../Notice';
import { Section } from '../Section';
import { ClaimLine } from '../submission/ClaimLine';
import { DueLine } from '../submission/DueLine';
import { Viewers } from '../submission/Viewers';
import { DecisionActions } from './DecisionActions';

interface DecisionCardProps {
  control: DecisionControl;
  detail: ReviewerSubmissionDetail;
  claim: ClaimControl;
  presence: Presence;
  /** Why nothing can be decided now. */
  blocked: string | undefined;
  onReopened: () => Promise<unknown>;
}

export function DecisionCard(props: DecisionCardProps) {
  const { control, detail, claim, presence, blocked, onReopened } = props;
  const text = useText();
  const refusalText = useRefusalText();
  return (
    <Section title={text('decision.title')} aside={<Digest digest={detail.digest} />}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <DueLine detail={detail} />
        {detail.state === 'pending' && <ClaimLine control={claim} />}
        <Viewers viewers={presence.pulse?.viewers ?? []} />
        <Divider />
        {presence.error !== undefined && (
          <Notice tone="warning">
            {text('submission.refresh-failed', { reason: refusalText(presence.error) })}
          </Notice>
        )}
        <DecisionActions
          control={control}
          detail={detail}
          blocked={blocked}
          keys
          onReopened={onReopened}
        />
      </Flex>
    </Section>
  );
}
