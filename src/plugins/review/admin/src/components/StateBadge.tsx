import { Status, Typography } from '@strapi/design-system';

import type { State } from '../../../shared/workflow';
import { useText } from '../messages';

const VARIANT = { pending: 'warning', approved: 'success', rejected: 'danger' } as const;

export function StateBadge({ state }: { state: State }) {
  const text = useText();
  return (
    <Status variant={VARIANT[state]} size="S" width="min-content">
      <Typography tag="span" variant="pi" fontWeight="bold">
        {text(`state.${state}`)}
      </Typography>
    </Status>
  );
}
