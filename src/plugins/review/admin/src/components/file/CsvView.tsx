import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import { MOST_COLUMNS, MOST_ROWS } from '../../csv-table';
import type { CsvTable } from '../../csv-table';
import { useText } from '../../messages';
import { RevealedText } from '../content/PlainText';

const Scroller = styled.div`
  max-height: 78vh;
  overflow: auto;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
  table {
    min-width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    color: ${({ theme }) => theme.colors.neutral800};
    font-size: 1.3rem;
  }
  th,
  td {
    max-width: 36rem;
    padding: 0.6rem 1.2rem;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  td,
  thead th {
    min-width: 8rem;
  }
  thead th {
    position: sticky;
    top: 0;
    background: ${({ theme }) => theme.colors.neutral100};
    font-weight: ${({ theme }) => theme.fontWeights.bold};
  }
  tbody th {
    color: ${({ theme }) => theme.colors.neutral600};
    font-weight: ${({ theme }) => theme.fontWeights.regular};
    text-align: end;
  }
`;

interface CsvViewProps {
  table: CsvTable;
  name: string;
  /** Whether the file goes on after what was read. */
  cut: boolean;
}

export function CsvView({ table, name, cut }: CsvViewProps) {
  const text = useText();
  const { header, rows, moreRows, moreColumns } = table;
  return (
    <Box>
      {/* Scrolled by keyboard, so it takes the focus. */}
      <Scroller tabIndex={0} role="region" aria-label={name}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text('csv.line')}</th>
              {header.map((cell, column) => (
                <th key={column} scope="col" dir="auto">
                  <RevealedText>{cell}</RevealedText>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                <th scope="row">{index + 2}</th>
                {row.map((cell, column) => (
                  <td key={column} dir="auto">
                    <RevealedText>{cell}</RevealedText>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={2}>
        {moreRows || cut
          ? text('csv.more-rows', { rows: MOST_ROWS })
          : text('csv.rows', { rows: rows.length })}
        {moreColumns && ` ${text('csv.more-columns', { columns: MOST_COLUMNS })}`}
      </Typography>
    </Box>
  );
}
