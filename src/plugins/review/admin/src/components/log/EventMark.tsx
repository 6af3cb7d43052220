import { Status, Typography } from '@strapi/design-system';

import type { EventType } from '../../../../shared/workflow';
import { useText } from '../../messages';

type Tone = 'success' | 'danger' | 'warning' | 'primary';

const TONES: Readonly<Partial<Record<EventType, Tone>>> = {
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
  const tone = TONES[event];
  return (
    <Status variant={tone ?? 'secondary'} size="S" width="fit-content">
      {/* Status would have it in the tone's 600, which on its 100 is too faint to read. */}
      <Typography
        tag="span"
        variant="pi"
        fontWeight="bold"
        textColor={tone === undefined ? 'neutral800' : `${tone}700`}
      >
        {text(`event.${event}`)}
      </Typography>
    </Status>
  );
}
