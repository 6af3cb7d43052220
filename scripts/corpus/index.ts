import type { CorpusFile } from './corpus-file';
import { foundFiles } from './found-files';
import { HOSTILE_ARCHIVES } from './hostile-archives';
import { HOSTILE_FILES } from './hostile-files';
import { OFFICE_FILES } from './office-files';
import { OPEN_DOCUMENT_FILES } from './open-document-files';
import { PDF_FILES } from './pdf-files';
import { TEXT_FILES } from './text-files';

export type { CorpusFile, Expected } from './corpus-file';
export { READER_FILES, type ReaderFile } from './reader-files';

/** Documents of every kind that is accepted. */
export const REAL_FILES: readonly CorpusFile[] = [
  ...PDF_FILES,
  ...OFFICE_FILES,
  ...OPEN_DOCUMENT_FILES,
  ...TEXT_FILES,
  ...foundFiles(),
];

/** Files that must be refused, each with a sentence that says which fault it is. */
export const HOSTILE: readonly CorpusFile[] = [...HOSTILE_FILES, ...HOSTILE_ARCHIVES];
