import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';

import type { QueueRow } from '../../../../shared/wire';
import { submissionPath } from '../../constants';
import { useActiveRow } from '../../hooks/use-active-row';
import { useRowClaim } from '../../hooks/use-row-claim';
import { useMayDecide } from '../../hooks/use-permissions';
import type { Queue } from '../../hooks/use-queue';
import { useQueueKeys } from '../../hooks/use-queue-keys';
import { useSelection } from '../../hooks/use-selection';
import { columnsOf } from '../../queue-columns';
import type { Column } from '../../queue-columns';
import { writeQueueParams } from '../../queue-params';
import type { QueueParams } from '../../queue-params';
import { QueueBulk } from './QueueBulk';
import { QueueResults } from './QueueResults';
import { QueueTable } from './QueueTable';

interface QueueListProps {
  queue: Queue;
  params: QueueParams;
  onChange: (change: Partial<QueueParams>) => void;
  columns: readonly Column[];
}

/** The rows, with what can be done about them by hand and by key. */
export function QueueList({ queue, params, onChange, columns }: QueueListProps) {
  const { rows, settled, pageCount } = queue;
  const mayDecide = useMayDecide();
  const selection = useSelection(rows);
  const turn = (by: 1 | -1) => {
    const page = params.page + by;
    if (page < 1 || page > pageCount) return false;
    onChange({ page });
    return true;
  };
  const active = useActiveRow({ rows, settled, turn });
  const several = mayDecide && params.state === 'pending';
  const query = writeQueueParams(params).toString();
  const actions = useRowActions(query, onChange);
  const onClaim = several ? actions.claim : undefined;
  const onChoose = several ? selection.toggle : undefined;
  useQueueKeys({ active, rows, onOpen: actions.open, onChoose, onClaim });

  return (
    <>
      <QueueResults queue={queue} params={params} onChange={onChange}>
        <QueueTable
          rows={rows}
          columns={columnsOf(params.state).filter((column) => columns.includes(column))}
          active={active}
          selection={several ? selection : undefined}
          query={query}
          leaving={queue.leaving}
          sort={params.sort}
          onSort={(sort) => {
            onChange({ sort });
          }}
          onSubmitter={actions.narrow}
          onClaim={onClaim}
        />
      </QueueResults>
      {several && <QueueBulk selection={selection} query={query} />}
    </>
  );
}

/** The same functions from one drawing to the next, so that rows need not be drawn again. */
function useRowActions(query: string, onChange: QueueListProps['onChange']) {
  const navigate = useNavigate();
  const sendClaim = useRowClaim();
  const open = useCallback(
    ({ id }: QueueRow) => {
      navigate({ pathname: submissionPath(id), search: query });
    },
    [navigate, query],
  );
  const narrow = useCallback(
    ({ submitter: { kind, id } }: QueueRow) => {
      onChange({ submitter: `${kind}:${String(id)}` });
    },
    [onChange],
  );
  const claim = useCallback(
    (row: QueueRow) => {
      void sendClaim(row);
    },
    [sendClaim],
  );
  return { open, narrow, claim };
}
