import { Accordion, Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Trash } from '@strapi/icons';
import { useIntl } from 'react-intl';

import type { Reason } from '../../../shared/desk';
import { useText } from '../messages';
import { ReasonFields } from './ReasonFields';
import { labelOf } from './reasons';

interface ReasonItemProps {
  reason: Reason;
  index: number;
  count: number;
  languages: readonly string[];
  /** Whether the server refused something in it. */
  wrong: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One reason: its label while closed, its fields while open. */
export function ReasonItem(props: ReasonItemProps) {
  const { reason, index, languages, wrong } = props;
  const text = useText();
  const { locale } = useIntl();
  const label = labelOf(reason, locale) || text('settings.reasons.new');
  return (
    <Accordion.Item value={reason.id}>
      <Accordion.Header>
        <Accordion.Trigger>{label}</Accordion.Trigger>
        <Accordion.Actions>
          {wrong && <Remark tone="danger600">{text('settings.reasons.wrong')}</Remark>}
          {reason.asksForChanges && (
            <Remark tone="neutral600">{text('settings.reasons.asks')}</Remark>
          )}
          <Places {...props} label={label} />
        </Accordion.Actions>
      </Accordion.Header>
      <Accordion.Content>
        <Box padding={6}>
          <ReasonFields index={index} languages={languages} />
        </Box>
      </Accordion.Content>
    </Accordion.Item>
  );
}

/** Beside the label. Where there is no room it is left out: it stands among the fields as well. */
function Remark({ tone, children }: { tone: 'danger600' | 'neutral600'; children: string }) {
  return (
    <Box display={{ initial: 'none', medium: 'block' }} paddingRight={2}>
      <Typography variant="pi" textColor={tone} style={{ whiteSpace: 'nowrap' }}>
        {children}
      </Typography>
    </Box>
  );
}

/** By these the item is found again after it moved, to give the focus back. */
export function moveButtonId(reasonId: string, direction: 'up' | 'down'): string {
  return `move-${reasonId}-${direction}`;
}

function Places({
  reason,
  index,
  count,
  label,
  onMove,
  onRemove,
}: ReasonItemProps & { label: string }) {
  const text = useText();
  return (
    <Flex gap={1}>
      <IconButton
        id={moveButtonId(reason.id, 'up')}
        variant="ghost"
        label={text('settings.reasons.up', { label })}
        disabled={index === 0}
        onClick={() => {
          onMove(index - 1);
        }}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        id={moveButtonId(reason.id, 'down')}
        variant="ghost"
        label={text('settings.reasons.down', { label })}
        disabled={index === count - 1}
        onClick={() => {
          onMove(index + 1);
        }}
      >
        <ArrowDown />
      </IconButton>
      <IconButton
        variant="ghost"
        label={
          count === 1 ? text('settings.reasons.last') : text('settings.remove', { name: label })
        }
        disabled={count === 1}
        onClick={onRemove}
      >
        <Trash />
      </IconButton>
    </Flex>
  );
}
