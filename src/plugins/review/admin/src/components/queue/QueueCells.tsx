import type { ReactNode } from 'react';
import { Flex, TextButton } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { QueueRow } from '../../../../shared/wire';
import { labelOf } from '../../comparison';
import { useOwnId } from '../../hooks/use-row-claim';
import { useTypeName } from '../../hooks/use-type-name';
import { useText } from '../../messages';
import type { Column } from '../../queue-columns';
import { Ago, Day } from '../Ago';
import { LiveMark } from '../LiveMark';
import { Mark } from '../Mark';
import { Shade, TextAction } from './styles';

export interface CellActions {
  /** Narrows the queue to what this person submitted. */
  onSubmitter: (row: QueueRow) => void;
  /** Claims or releases; left out where the caller may not decide. */
  onClaim?: (row: QueueRow) => void;
}

interface CellProps extends CellActions {
  row: QueueRow;
}

/** What stands in each column. */
export const CELLS: Readonly<Record<Column, (props: CellProps) => ReactNode>> = {
  type: ({ row }) => <TypeName type={row.type} />,
  categories: ({ row }) => row.categories.map(({ label }) => label).join(', '),
  submitter: (props) => <Submitter {...props} />,
  submitted: ({ row }) => <Ago at={row.submittedAt} />,
  decided: ({ row }) => row.decidedAt !== null && <Ago at={row.decidedAt} />,
  due: ({ row }) => row.dueOn !== null && <Due on={row.dueOn} overdue={row.overdue} />,
  claim: (props) => <ClaimOf {...props} />,
  revision: ({ row }) => <Revision revision={row.revision} />,
  missing: ({ row }) => row.missing.length > 0 && <Missing names={row.missing} />,
  live: ({ row }) => <LiveMark live={row.live} />,
};

function TypeName({ type }: { type: string }) {
  return useTypeName()(type);
}

function Submitter({ row, onSubmitter }: CellProps) {
  const text = useText();
  const { name, id } = row.submitter;
  // What the system sent has no number to look for.
  if (id === null) return <span dir="auto">{name}</span>;
  return (
    <TextAction
      type="button"
      title={text('queue.submitter.only', { name })}
      onClick={() => {
        onSubmitter(row);
      }}
    >
      <span dir="auto">{name}</span>
    </TextAction>
  );
}

function Due({ on, overdue }: { on: string; overdue: boolean }) {
  const text = useText();
  return (
    <Flex gap={2} wrap="wrap">
      <Day on={on} />
      {overdue && <Mark tone="danger">{text('queue.overdue')}</Mark>}
    </Flex>
  );
}

function ClaimOf({ row, onClaim }: CellProps) {
  const text = useText();
  const intl = useIntl();
  const ownId = useOwnId();
  const { claim } = row;
  if (claim !== null && claim.reviewer.id !== ownId) {
    const until = intl.formatTime(claim.until, { timeStyle: 'short' });
    return (
      <span dir="auto" title={text('queue.claim.until', { until })}>
        {claim.reviewer.name}
      </span>
    );
  }
  if (onClaim === undefined || row.state !== 'pending') return null;
  const mine = claim !== null;
  const label = text(mine ? 'queue.release.named' : 'queue.claim.named', {
    title: row.item.title,
  });
  return (
    <Flex gap={2} wrap="wrap">
      {mine && <Mark tone="primary">{text('queue.claim.you')}</Mark>}
      <TextButton
        aria-label={label}
        onClick={() => {
          onClaim(row);
        }}
      >
        {text(mine ? 'queue.release' : 'queue.claim')}
      </TextButton>
    </Flex>
  );
}

function Revision({ revision }: { revision: number }) {
  const text = useText();
  return (
    <Shade $as={revision > 1 ? 'neutral800' : 'neutral600'}>{text('revision', { revision })}</Shade>
  );
}

function Missing({ names }: { names: readonly string[] }) {
  return <Shade $as="warning700">{names.map((name) => labelOf(name)).join(', ')}</Shade>;
}
