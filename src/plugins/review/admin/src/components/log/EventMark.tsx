import { Status, Typography } from '@strapi/design-system';

import type { EventType } from '../../../../shared/workflow';
import { useText } from '../../messages';

/** The warning's own colours are all too pale to read on its background. */
const TONES_TEXT = {
  success: 'success700',
  danger: 'danger700',
  warning: 'neutral800',
  primary: 'primary700',
} as const;
type Tone = keyof typeof TONES_TEXT;

const TONES: Readonly<Partial<Record<EventType, Tone>>> = {
  submitted: 'primary',
  revised: 'primary',
  approved: 'success',
  rejected: 'danger',
  expired: 'warning',
  fileRemoved: 'warning',
  deleted: 'warning',
  withdrawn: 'warning',
  unpublished: 'warning',
  refused: 'warning',
  infected: 'danger',
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
        textColor={tone === undefined ? 'neutral800' : TONES_TEXT[tone]}
      >
        {text(`event.${event}`)}
      </Typography>
    </Status>
  );
}
