import { styled } from 'styled-components';

/** Rows that open: a cell each for when, what, about which item and by whom. */
export const LogGrid = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: ${({ theme }) => theme.fontSizes[2]};
  line-height: ${({ theme }) => theme.lineHeights[4]};
  color: ${({ theme }) => theme.colors.neutral800};

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
    text-align: start;
    vertical-align: top;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: ${({ theme }) => theme.spaces[6]};
  }

  td[data-cell='when'] {
    white-space: nowrap;
  }

  td[data-cell='item'] {
    width: 34%;
    min-width: 20rem;
  }

  td[data-cell='more'] {
    width: 1%;
  }

  @media (max-width: 767px) {
    font-size: ${({ theme }) => theme.fontSizes[3]};

    &,
    tbody,
    tr,
    td {
      display: block;
    }

    thead {
      display: none;
    }

    && td {
      width: auto;
      padding-block: ${({ theme }) => theme.spaces[1]};
      padding-inline: ${({ theme }) => theme.spaces[4]};
    }

    tr {
      padding-block: ${({ theme }) => theme.spaces[3]};
    }
  }
`;

export const LogLine = styled.tr<{ $open: boolean }>`
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  background: ${({ theme, $open }) => ($open ? theme.colors.neutral100 : 'transparent')};

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;

export const DetailsLine = styled.tr`
  background: ${({ theme }) => theme.colors.neutral100};

  td {
    padding-block-start: 0;
    padding-block-end: ${({ theme }) => theme.spaces[5]};
  }
`;

/** Names beside their values; under each other where there is no room. */
export const Facts = styled.dl`
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[5]}`};
  margin: 0;

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  @media (max-width: 519px) {
    grid-template-columns: minmax(0, 1fr);
    gap: ${({ theme }) => theme.spaces[1]};
  }
`;

/** Two lines of what was said; the rest is in the details. */
export const Said = styled.span`
  display: -webkit-box;
  overflow: hidden;
  max-width: 48ch;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral600};
`;

/** Hashes and ids, to be compared letter by letter. */
export const Code = styled.code`
  font-family: monospace;
  font-size: ${({ theme }) => theme.fontSizes[1]};
  overflow-wrap: anywhere;
`;
