import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { NavLink, useNavigate } from 'react-router-dom';

import type { QueueRow } from '../../../shared/wire';
import { submissionPath } from '../constants';
import { useTypeName } from '../hooks/use-type-name';
import { useText } from '../messages';
import { Ago } from './Ago';
import { LiveMark } from './LiveMark';

const COLUMNS = ['type', 'title', 'submitter', 'submitted', 'revision', 'live'] as const;

export function QueueTable({ rows }: { rows: QueueRow[] }) {
  const text = useText();
  return (
    <Table colCount={COLUMNS.length} rowCount={rows.length + 1}>
      <Thead>
        <Tr>
          {COLUMNS.map((column) => (
            <Th key={column}>
              <Typography variant="sigma" textColor="neutral600">
                {text(`queue.column.${column}`)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </Tbody>
    </Table>
  );
}

function isOnLink({ target }: MouseEvent | KeyboardEvent): boolean {
  return target instanceof Element && target.closest('a') !== null;
}

function Row({ row }: { row: QueueRow }) {
  const text = useText();
  const typeName = useTypeName();
  const navigate = useNavigate();
  const path = submissionPath(row.id);
  return (
    <Tr
      cursor="pointer"
      onClick={(event: MouseEvent) => {
        // The title is a link of its own, which also opens in a new tab.
        if (!isOnLink(event)) navigate(path);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter' && !isOnLink(event)) navigate(path);
      }}
    >
      <Cell>{typeName(row.type)}</Cell>
      <Td maxWidth="40rem">
        <Link tag={NavLink} to={path} title={row.item.title} maxWidth="100%">
          <Typography ellipsis fontWeight="semiBold" display="block">
            {row.item.title}
          </Typography>
        </Link>
      </Td>
      <Cell>{row.submitter.name}</Cell>
      <Cell>
        <Ago at={row.submittedAt} />
      </Cell>
      <Cell>{text('revision', { revision: row.revision })}</Cell>
      <Td>
        <LiveMark live={row.live} />
      </Td>
    </Tr>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return (
    <Td maxWidth="24rem">
      <Typography textColor="neutral800" ellipsis display="block">
        {children}
      </Typography>
    </Td>
  );
}
