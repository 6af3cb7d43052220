import { Status, Typography } from '@strapi/design-system';

import type { EventType } from '../../../../shared/workflow';
import { useText } from '../../messages';

const TONES: Readonly<Partial<Record<EventType, 'success' | 'danger' | 'warning' | 'primary'>>> = {
  submitted: 'primary',
  revised: 'primary',
  approved: 'success',
  rejected: 'danger',
  expired: 'warning',
  deleted: 'warning',
  withdrawn: 'warning',
  unpublished: 'warning',
  refused: 'warning',
};

export function EventMark({ event }: { event: EventType }) {
  const text = useText();
  return (
    <Status variant={TONES[event] ?? 'secondary'} size="S" width="fit-content">
      <Typography tag="span" variant="pi" fontWeight="bold">
        {text(`event.${event}`)}
      </Typography>
    </Status>
  );
}
