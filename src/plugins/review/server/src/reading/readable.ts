import { CSV, OFFICE_KINDS, OPEN_DOCUMENT_KINDS, PDF, RTF, TXT } from '../file/document-kind';

/** Media types that can be read: all that the gate accepts as documents. */
export const READABLE: ReadonlySet<string> = new Set(
  [PDF, RTF, TXT, CSV, ...OFFICE_KINDS.map(({ kind }) => kind), ...OPEN_DOCUMENT_KINDS].map(
    ({ mime }) => mime,
  ),
);
