import type { ReactNode } from 'react';
import { Checkbox, Flex, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';

import type { Selection } from '../../hooks/use-selection';
import { useText } from '../../messages';
import type { Column } from '../../queue-columns';
import { SORTS } from '../../queue-params';
import type { Sort } from '../../queue-params';
import { CellName, TextAction } from './styles';

export interface Sorting {
  sort: Sort;
  onSort: (sort: Sort) => void;
}

interface QueueHeadProps extends Sorting {
  columns: readonly Column[];
  selection?: Selection;
}

/** The columns one can sort by, as the address calls them. */
const SORTED_BY: Readonly<Partial<Record<Column | 'title', string>>> = {
  title: 'title',
  submitted: 'submittedAt',
  due: 'dueOn',
};

export function QueueHead({ columns, selection, ...sorting }: QueueHeadProps) {
  const text = useText();
  return (
    <thead role="rowgroup">
      <tr role="row">
        {selection !== undefined && (
          <th role="columnheader" scope="col" data-cell="choose">
            <PageChoice selection={selection} />
          </th>
        )}
        {(['title', ...columns] as const).map((column) => (
          <HeadCell key={column} by={SORTED_BY[column]} {...sorting}>
            {text(`queue.column.${column}`)}
          </HeadCell>
        ))}
      </tr>
    </thead>
  );
}

function PageChoice({ selection: { ofPage, togglePage } }: { selection: Selection }) {
  const text = useText();
  return (
    <Flex gap={3}>
      <Checkbox
        aria-label={text('queue.choose-page')}
        checked={ofPage === 'some' ? 'indeterminate' : ofPage === 'all'}
        onCheckedChange={togglePage}
      />
      <CellName aria-hidden>{text('queue.choose-page')}</CellName>
    </Flex>
  );
}

interface HeadCellProps extends Sorting {
  by: string | undefined;
  children: ReactNode;
}

function HeadCell({ by, sort, onSort, children }: HeadCellProps) {
  const name = (
    <Typography variant="sigma" textColor="neutral600">
      {children}
    </Typography>
  );
  if (by === undefined) {
    return (
      <th role="columnheader" scope="col">
        {name}
      </th>
    );
  }
  const [field, order] = sort.split(':');
  const sorted = field === by;
  const next = sorted && order === 'asc' ? 'desc' : 'asc';
  const Arrow = order === 'asc' ? CaretUp : CaretDown;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <TextAction
        type="button"
        onClick={() => {
          const wanted = SORTS.find((known) => known === `${by}:${next}`);
          if (wanted !== undefined) onSort(wanted);
        }}
      >
        <Flex gap={1}>
          {name}
          {sorted && <Arrow aria-hidden width="1rem" height="1rem" fill="neutral600" />}
        </Flex>
      </TextAction>
    </th>
  );
}
