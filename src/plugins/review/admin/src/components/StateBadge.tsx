import { Status, Typography } from '@strapi/design-system';

import type { State } from '../../../shared/workflow';
import { useText } from '../messages';

const LOOKS = {
  // The warning's own colour is too pale to read on its background.
  pending: { variant: 'warning', textColor: 'neutral800' },
  approved: { variant: 'success', textColor: 'success600' },
  rejected: { variant: 'danger', textColor: 'danger600' },
} as const;

export function StateBadge({ state }: { state: State }) {
  const text = useText();
  const { variant, textColor } = LOOKS[state];
  return (
    <Status variant={variant} size="S" width="min-content">
      <Typography tag="span" variant="pi" fontWeight="bold" textColor={textColor}>
        {text(`state.${state}`)}
      </Typography>
    </Status>
  );
}
