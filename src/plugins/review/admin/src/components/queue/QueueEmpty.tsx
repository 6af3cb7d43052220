import { Button, EmptyStateLayout, LinkButton } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { NavLink } from 'react-router-dom';

import { useText } from '../../messages';
import {
  shownFilters,
  tabOf,
  WHOLE_QUEUE,
  withoutFilters,
  writeQueueParams,
} from '../../queue-params';
import type { QueueParams } from '../../queue-params';

interface QueueEmptyProps {
  params: QueueParams;
  /** How many there are on all pages. */
  total: number;
  onChange: (change: Partial<QueueParams>) => void;
}

const WAITING = { search: writeQueueParams(WHOLE_QUEUE).toString() };

/** Why there is nothing, and the way on. */
export function QueueEmpty({ params, total, onChange }: QueueEmptyProps) {
  const text = useText();
  const tab = tabOf(params);
  if (total > 0) {
    return (
      <Empty content={text('queue.empty.page')}>
        <Button
          variant="secondary"
          onClick={() => {
            onChange({ page: 1 });
          }}
        >
          {text('queue.empty.page.action')}
        </Button>
      </Empty>
    );
  }
  if (shownFilters(params).length > 0) {
    return (
      <Empty content={text('queue.empty.filtered')}>
        <Button
          variant="secondary"
          onClick={() => {
            onChange(withoutFilters(params));
          }}
        >
          {text('queue.empty.filtered.action')}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty content={text(`queue.empty.${tab}`)}>
      {tab !== 'pending' && (
        <LinkButton tag={NavLink} to={WAITING} variant="secondary">
          {text('queue.empty.pending.action')}
        </LinkButton>
      )}
    </Empty>
  );
}

function Empty({ content, children }: { content: string; children: React.ReactNode }) {
  return (
    <EmptyStateLayout
      icon={<EmptyDocuments width="16rem" />}
      content={content}
      action={children}
      hasRadius
      shadow="tableShadow"
    />
  );
}
