/** In which form a file is shown in the page; `none` is offered for download. */
export type PreviewForm = 'pdf' | 'text' | 'csv' | 'none';

const FORMS: ReadonlyMap<string, PreviewForm> = new Map([
  ['application/pdf', 'pdf'],
  ['text/plain', 'text'],
  ['text/csv', 'csv'],
]);

/**
 * A list of what is shown, never of what is not: whatever a browser would run or load, such as HTML
 * or SVG, is only ever saved.
 */
export function previewForm(mime: string): PreviewForm {
  return FORMS.get(mime) ?? 'none';
}

const KINDS = {
  'application/pdf': 'pdf',
  'text/plain': 'text',
  'text/csv': 'csv',
  'application/rtf': 'rtf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'powerpoint',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
} as const;
export type FileKind = (typeof KINDS)[keyof typeof KINDS];

const FILE_KINDS: ReadonlyMap<string, FileKind> = new Map(Object.entries(KINDS));

/** What editors call it, or `null` for a kind without a name of its own. */
export function fileKind(mime: string): FileKind | null {
  return FILE_KINDS.get(mime) ?? null;
}
