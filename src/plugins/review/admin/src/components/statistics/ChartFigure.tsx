import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Flex, TextButton, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import { useText } from '../../messages';
import { Section } from '../Section';

export interface NumbersTable {
  /** The names of the columns, that of the rows first. */
  columns: readonly string[];
  rows: readonly { name: string; values: readonly number[] }[];
}

export interface LegendEntry {
  colour: string;
  label: string;
  /** How it is drawn, where not as a plain bar. */
  as?: 'line' | 'hatched';
}

interface ChartFigureProps {
  title: string;
  /** What is counted, where the title does not say it all. */
  hint?: string;
  legend?: readonly LegendEntry[];
  numbers: NumbersTable;
  children: ReactNode;
}

/**
 * A chart for the eye, and its numbers as a table for everyone: screen readers have it always, others
 * when they ask for it. The drawing itself is silent, so that nobody hears it twice.
 */
export function ChartFigure({ title, hint, legend = [], numbers, children }: ChartFigureProps) {
  const text = useText();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <Section
      title={title}
      aside={
        <TextButton
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {text(shown ? 'statistics.numbers.hide' : 'statistics.numbers.show')}
        </TextButton>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        {hint !== undefined && (
          <Typography tag="p" textColor="neutral600">
            {hint}
          </Typography>
        )}
        {legend.length > 0 && <Legend entries={legend} />}
        <div aria-hidden>{children}</div>
        {/* Shown, it may scroll, and then the keyboard must get into it. */}
        <TableBox
          id={id}
          $shown={shown}
          role={shown ? 'group' : undefined}
          aria-label={shown ? title : undefined}
          tabIndex={shown ? 0 : undefined}
        >
          <Numbers title={title} numbers={numbers} />
        </TableBox>
      </Flex>
    </Section>
  );
}

function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <Flex aria-hidden gap={5} wrap="wrap">
      {entries.map(({ colour, label, as }) => (
        <Flex key={label} gap={2}>
          <Swatch $colour={colour} $as={as} />
          <Typography variant="pi" textColor="neutral800">
            {label}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
}

function Numbers({ title, numbers: { columns, rows } }: { title: string; numbers: NumbersTable }) {
  const text = useText();
  return (
    <NumberGrid>
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, values }, index) => (
          <tr key={`${String(index)} ${name}`}>
            <th scope="row" dir="auto">
              {name}
            </th>
            {values.map((number, column) => (
              <td key={columns[column + 1]}>{text('number', { number })}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </NumberGrid>
  );
}

const Swatch = styled.span<{ $colour: string; $as: LegendEntry['as'] }>`
  width: 1.6rem;
  height: ${({ $as }) => ($as === 'line' ? '0.3rem' : '1.2rem')};
  border-radius: 2px;
  background: ${({ theme, $colour, $as }) =>
    $as === 'hatched'
      ? `repeating-linear-gradient(45deg, ${$colour} 0 4px, ${theme.colors.neutral0} 4px 5.5px)`
      : $colour};
`;

/** Out of sight it still takes its place for screen readers, in a box that scrolls nothing. */
const TableBox = styled.div<{ $shown: boolean }>`
  ${({ $shown }) =>
    $shown
      ? 'max-height: 40rem; overflow: auto;'
      : 'position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);'}
`;

const NumberGrid = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: ${({ theme }) => theme.fontSizes[2]};
  color: ${({ theme }) => theme.colors.neutral800};

  caption {
    position: absolute;
    clip-path: inset(50%);
  }

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  th:first-child {
    width: 100%;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
    font-weight: ${({ theme }) => theme.fontWeights.regular};
  }

  thead th,
  thead th:first-child {
    color: ${({ theme }) => theme.colors.neutral600};
    font-weight: ${({ theme }) => theme.fontWeights.semiBold};
  }
`;
