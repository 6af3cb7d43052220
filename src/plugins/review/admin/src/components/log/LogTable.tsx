import { useId, useState } from 'react';
import { Box, IconButton, Link, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import type { LogEntry } from '../../../../shared/desk';
import type { NamedActor } from '../../../../shared/wire';
import { submissionPath } from '../../constants';
import { useTypeName } from '../../hooks/use-type-name';
import { useText } from '../../messages';
import type { LogParams } from '../../log-params';
import { Moment } from '../Ago';
import { TableFrame, TextAction, TitleText } from '../queue/styles';
import { EventMark } from './EventMark';
import { LogDetails } from './LogDetails';
import { DetailsLine, LogGrid, LogLine, Said } from './styles';

const COLUMNS = ['when', 'event', 'item', 'actor'] as const;

interface LogTableProps {
  entries: readonly LogEntry[];
  leaving: boolean;
  onNarrow: (change: Partial<LogParams>) => void;
}

export function LogTable({ entries, leaving, onNarrow }: LogTableProps) {
  const text = useText();
  return (
    <TableFrame $leaving={leaving} aria-busy={leaving}>
      {/* Its roles are written out: laid out as blocks in a narrow window, it would lose them. */}
      <LogGrid role="table" aria-label={text('log.table')}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">
                <Typography variant="sigma" textColor="neutral600">
                  {text(`log.column.${column}`)}
                </Typography>
              </th>
            ))}
            <th role="columnheader" scope="col" aria-label={text('log.column.more')} />
          </tr>
        </thead>
        <tbody role="rowgroup">
          {entries.map((entry) => (
            <Line key={entry.id} entry={entry} onNarrow={onNarrow} />
          ))}
        </tbody>
      </LogGrid>
    </TableFrame>
  );
}

type LineProps = { entry: LogEntry } & Pick<LogTableProps, 'onNarrow'>;

function Line({ entry, onNarrow }: LineProps) {
  const text = useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <LogLine role="row" $open={open}>
        <td role="cell" data-cell="when">
          <Moment at={entry.at} />
        </td>
        <td role="cell" data-cell="event">
          <EventMark event={entry.event} />
          {entry.reason !== null && <Said dir="auto">{entry.reason}</Said>}
        </td>
        <td role="cell" data-cell="item">
          <Item entry={entry} />
        </td>
        <td role="cell" data-cell="actor">
          <Actor actor={entry.actor} onNarrow={onNarrow} />
        </td>
        <td role="cell" data-cell="more">
          <IconButton
            variant="ghost"
            label={text(open ? 'log.less' : 'log.more', { number: entry.id })}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {open ? <CaretUp /> : <CaretDown />}
          </IconButton>
        </td>
      </LogLine>
      {open && (
        <DetailsLine role="row" id={id}>
          <td role="cell" colSpan={COLUMNS.length + 1}>
            <LogDetails entry={entry} onNarrow={onNarrow} />
          </td>
        </DetailsLine>
      )}
    </>
  );
}

/** The title there is now. What is gone has none: titles are not in the log. */
function Item({ entry: { title, submissionId, type } }: { entry: LogEntry }) {
  const text = useText();
  const typeName = useTypeName();
  return (
    <>
      {title !== null && submissionId !== null ? (
        <Link tag={NavLink} to={submissionPath(submissionId)} title={title} maxWidth="100%">
          <TitleText>
            <span dir="auto">{title}</span>
          </TitleText>
        </Link>
      ) : (
        <Typography textColor="neutral600">{text('log.gone')}</Typography>
      )}
      <Typography tag="p" variant="pi" textColor="neutral600">
        {typeName(type)}
      </Typography>
    </>
  );
}

/** How a filter names somebody; those without a number, other than the system, cannot be asked for. */
function nameInFilter({ kind, id }: NamedActor): string | null {
  if (kind === 'system') return kind;
  return id === null ? null : `${kind}:${String(id)}`;
}

function Actor({ actor, onNarrow }: { actor: NamedActor } & Pick<LogTableProps, 'onNarrow'>) {
  const text = useText();
  const named = nameInFilter(actor);
  return (
    <Box maxWidth="20rem">
      {named === null ? (
        <span dir="auto">{actor.name}</span>
      ) : (
        <TextAction
          type="button"
          title={text('log.of-actor', { name: actor.name })}
          onClick={() => {
            onNarrow({ actor: named });
          }}
        >
          <span dir="auto">{actor.name}</span>
        </TextAction>
      )}
      {actor.kind !== 'system' && (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text(`actor.${actor.kind}`)}
        </Typography>
      )}
    </Box>
  );
}
