import { memo } from 'react';
import type { MouseEvent } from 'react';
import { Checkbox, Link, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { NavLink, useNavigate } from 'react-router-dom';

import type { QueueRow } from '../../../../shared/wire';
import { isOutdated } from '../../bulk';
import { submissionPath } from '../../constants';
import type { ActiveRow } from '../../hooks/use-active-row';
import type { Selection } from '../../hooks/use-selection';
import { useText } from '../../messages';
import type { Column } from '../../queue-columns';
import { CELLS } from './QueueCells';
import type { CellActions } from './QueueCells';
import { CellName, CellValue, QueueGrid, QueueLine, TableFrame, TitleText } from './styles';
import { ScanMark } from './ScanMark';
import { QueueHead } from './QueueHead';
import type { Sorting } from './QueueHead';

interface QueueTableProps extends CellActions, Sorting {
  rows: readonly QueueRow[];
  columns: readonly Column[];
  active: ActiveRow;
  /** Left out where nothing can be decided about several. */
  selection?: Selection;
  /** The queue's address after the question mark, which goes along to the submission. */
  query: string;
  leaving: boolean;
}

export function QueueTable({
  rows,
  columns,
  active,
  selection,
  query,
  leaving,
  sort,
  onSort,
  ...actions
}: QueueTableProps) {
  const text = useText();
  return (
    <TableFrame $leaving={leaving} aria-busy={leaving}>
      <QueueGrid role="table" aria-label={text('queue.table')}>
        <QueueHead columns={columns} selection={selection} sort={sort} onSort={onSort} />
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Line
              key={row.id}
              row={row}
              columns={columns}
              query={query}
              active={row.id === active.id}
              chosen={selection?.chosen.has(row.id) ?? false}
              outdated={selection !== undefined && isOutdated(selection.chosen, row)}
              onEnter={active.enter}
              onToggle={selection?.toggle}
              {...actions}
            />
          ))}
        </tbody>
      </QueueGrid>
    </TableFrame>
  );
}

interface LineProps extends CellActions {
  row: QueueRow;
  columns: readonly Column[];
  query: string;
  active: boolean;
  chosen: boolean;
  outdated: boolean;
  onEnter: (id: string) => void;
  onToggle?: Selection['toggle'];
}

function isOnControl({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('a, button, label') !== null;
}

/** One of up to a hundred, so it is drawn again only when something of it changed. */
const Line = memo(function Line(props: LineProps) {
  const { row, columns, query, active, chosen, onEnter } = props;
  const navigate = useNavigate();
  const to = { pathname: submissionPath(row.id), search: query };
  return (
    <QueueLine
      role="row"
      data-row={row.id}
      data-active={active ? '' : undefined}
      $active={active}
      $chosen={chosen}
      onFocus={() => {
        onEnter(row.id);
      }}
      onClick={(event) => {
        // Text that is being copied, and what has a use of its own, does not open the submission.
        const selecting = getSelection()?.isCollapsed === false;
        if (!selecting && !isOnControl(event)) navigate(to);
      }}
    >
      <Choice {...props} />
      <td role="cell" data-cell="title">
        <Title {...props} />
      </td>
      {columns.map((column) => (
        <Cell key={column} column={column} {...props} />
      ))}
    </QueueLine>
  );
});

function Choice({ row, chosen, onToggle }: LineProps) {
  const text = useText();
  if (onToggle === undefined) return null;
  return (
    <td role="cell" data-cell="choose">
      <Checkbox
        aria-label={text('queue.choose', { title: row.item.title })}
        checked={chosen}
        onClick={(event) => {
          if (!event.shiftKey) return;
          event.preventDefault();
          onToggle(row, true);
        }}
        onCheckedChange={() => {
          onToggle(row);
        }}
      />
    </td>
  );
}

function Title({ row, query, outdated }: LineProps) {
  const text = useText();
  const to = { pathname: submissionPath(row.id), search: query };
  return (
    <>
      <Link
        tag={NavLink}
        to={to}
        title={row.item.title}
        aria-describedby={describedBy(row.id)}
        maxWidth="100%"
      >
        <TitleText>
          <span dir="auto">{row.item.title}</span>
        </TitleText>
      </Link>
      <ScanMark scan={row.checks.scan} />
      {outdated && (
        <Typography tag="p" variant="pi" textColor="warning700">
          <WarningCircle aria-hidden width="1.2rem" height="1.2rem" fill="warning700" />{' '}
          {text('queue.outdated')}
        </Typography>
      )}
    </>
  );
}

/** Read out after the title, so that someone who goes from row to row hears more than titles. */
const DESCRIBING: readonly Column[] = ['submitter', 'submitted', 'due', 'claim'];
const cellId = (id: string, column: Column) => `${id}-${column}`;
function describedBy(id: string): string {
  return DESCRIBING.map((column) => cellId(id, column)).join(' ');
}

function Cell({ column, row, onSubmitter, onClaim }: LineProps & { column: Column }) {
  const text = useText();
  return (
    <td role="cell" data-cell={column}>
      <CellName aria-hidden>{text(`queue.column.${column}`)}</CellName>
      <CellValue id={cellId(row.id, column)}>
        {CELLS[column]({ row, onSubmitter, onClaim })}
      </CellValue>
    </td>
  );
}
