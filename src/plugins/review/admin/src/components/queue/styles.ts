import { styled } from 'styled-components';

/**
 * The queue's table. Not the design system's, which is a grid: there only one cell at a time can be
 * reached by Tab, and arrows belong to cells, while here the keys move from row to row.
 */
export const TableFrame = styled.div<{ $leaving: boolean }>`
  overflow-x: auto;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.tableShadow};
  ${({ $leaving }) => ($leaving ? 'opacity: 0.5; pointer-events: none;' : '')}
`;

export const QueueGrid = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: ${({ theme }) => theme.fontSizes[2]};
  line-height: ${({ theme }) => theme.lineHeights[4]};
  color: ${({ theme }) => theme.colors.neutral800};

  th {
    height: 4.8rem;
    text-align: start;
    white-space: nowrap;
  }

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
    vertical-align: middle;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: ${({ theme }) => theme.spaces[5]};
  }

  td {
    height: 5.6rem;
  }

  td[data-cell='title'] {
    width: 30%;
    min-width: 24rem;
  }

  td[data-cell='type'],
  td[data-cell='submitted'],
  td[data-cell='decided'],
  td[data-cell='due'],
  td[data-cell='live'] {
    white-space: nowrap;
  }

  @media (max-width: 767px) {
    font-size: ${({ theme }) => theme.fontSizes[3]};

    &,
    thead,
    tbody {
      display: block;
    }

    && th,
    && td {
      width: auto;
      min-width: 0;
      height: auto;
    }

    /* Of the head, only what chooses the whole page; each value below has its name before it. */
    thead th:not([data-cell='choose']) {
      display: none;
    }
  }
`;

export const QueueLine = styled.tr<{ $active: boolean; $chosen: boolean }>`
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  scroll-margin-block: 9rem;
  background: ${({ theme, $chosen }) => ($chosen ? theme.colors.primary100 : 'transparent')};
  box-shadow: ${({ theme, $active }) =>
    $active ? `inset 0.4rem 0 0 ${theme.colors.primary600}` : 'none'};

  &:hover {
    background: ${({ theme, $chosen }) =>
      $chosen ? theme.colors.primary100 : theme.colors.neutral100};
  }

  @media (max-width: 767px) {
    display: grid;
    grid-template-columns: auto 1fr;
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[2]}`};

    td {
      display: flex;
      flex-wrap: wrap;
      gap: ${({ theme }) => theme.spaces[2]};
      grid-column: 2;
      max-width: none;
      padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
    }

    td[data-cell='choose'] {
      grid-column: 1;
      grid-row: 1;
    }

    td:has(> div:empty) {
      display: none;
    }
  }
`;

/**
 * Names may be of any length. A word of the usual length stays whole; what is longer than the column
 * is broken, and what takes more than three lines is cut (it is whole on the submission's page).
 */
export const CellValue = styled.div`
  display: -webkit-box;
  overflow: hidden;
  max-width: 16rem;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
  overflow-wrap: break-word;

  @media (max-width: 767px) {
    flex: 1 1 16rem;
    max-width: none;
  }
`;

/** The name of a value, where there are no columns. */
export const CellName = styled.span`
  display: none;
  color: ${({ theme }) => theme.colors.neutral600};

  @media (max-width: 767px) {
    display: inline;
    min-width: 9rem;
  }
`;

/** Two lines, however long the title; a word longer than the column is broken. */
export const TitleText = styled.span`
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow-wrap: anywhere;
  font-weight: ${({ theme }) => theme.fontWeights.semiBold};
  color: ${({ theme }) => theme.colors.neutral800};

  @media (max-width: 767px) {
    -webkit-line-clamp: 6;
  }
`;

export const Shade = styled.span<{ $as: 'neutral600' | 'neutral800' | 'warning700' }>`
  color: ${({ theme, $as }) => theme.colors[$as]};
`;

/** A button that looks like the text it stands in. */
export const TextAction = styled.button`
  padding: 0;
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;

  &:hover {
    text-decoration: underline;
  }

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

/** In a narrow window the words of the buttons are enough, and three lines of buttons too many. */
export const BarActions = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spaces[2]};
  margin-inline-start: auto;

  @media (max-width: 519px) {
    svg {
      display: none;
    }
  }
`;

/** A form that leaves head, body and foot of a dialog where they are. */
export const DialogForm = styled.form`
  display: contents;
`;

export const SideBySide = styled.div`
  display: grid;
  align-items: start;
  gap: ${({ theme }) => theme.spaces[6]};

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
`;
