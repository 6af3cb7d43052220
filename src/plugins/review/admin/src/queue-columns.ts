import type { State } from '../../shared/workflow';

/** The columns of the queue beside the title, which is always there. Pure. */
export const COLUMNS = [
  'type',
  'categories',
  'submitter',
  'submitted',
  'decided',
  'due',
  'claim',
  'revision',
  'missing',
  'live',
] as const;
export type Column = (typeof COLUMNS)[number];

const AT_FIRST: readonly Column[] = [
  'type',
  'categories',
  'submitter',
  'submitted',
  'decided',
  'due',
  'claim',
  'revision',
  'missing',
];

const OF_PENDING: readonly Column[] = ['due', 'claim', 'missing'];
const OF_DECIDED: readonly Column[] = ['decided'];

/** What there is to show of submissions in a state. */
export function columnsOf(state: State): Column[] {
  const leftOut = state === 'pending' ? OF_DECIDED : OF_PENDING;
  return COLUMNS.filter((column) => !leftOut.includes(column));
}

/** Reads what a browser remembers; columns of older or newer versions of this page are passed over. */
export function readColumns(stored: string | null): readonly Column[] {
  if (stored === null) return AT_FIRST;
  const names = stored.split(',');
  return COLUMNS.filter((column) => names.includes(column));
}

export function writeColumns(columns: readonly Column[]): string {
  return COLUMNS.filter((column) => columns.includes(column)).join();
}
