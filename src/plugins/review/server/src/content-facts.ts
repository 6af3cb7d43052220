import type { FileView } from '../../shared/wire';
import type { Snapshot } from './digest';
import type { ReviewableType } from './reviewable';

/** What the queue shows and is narrowed by, kept with the submission, as columns. */
export interface ContentFacts {
  title: string;
  category_ids: string[];
  missing: string[];
  /** Lower-case hexadecimal, of the file that would be published. */
  file_sha256: string | null;
  /** Bytes. */
  file_size: number | null;
}

/** Names of the required fields that a snapshot leaves empty. */
export function missingFields(type: ReviewableType, { fields }: Snapshot): string[] {
  return type.attributes
    .filter(({ required }) => required)
    .filter(({ name }) => {
      const field = fields.find((candidate) => candidate.name === name);
      return field === undefined || field.value === null || field.value === '';
    })
    .map(({ name }) => name);
}

export function categoriesOf(type: ReviewableType, { fields }: Snapshot): string[] {
  const filed = fields.find(({ name }) => name === type.category);
  return filed?.kind === 'relation' ? filed.value.map(({ documentId }) => documentId).sort() : [];
}

/** The file of a snapshot, `null` where it has none. */
export function fileIn(type: ReviewableType, { fields }: Snapshot): FileView | null {
  const field = fields.find(({ name }) => name === type.file);
  return field?.kind === 'file' ? field.value : null;
}

export function contentFacts(type: ReviewableType, snapshot: Snapshot): ContentFacts {
  const file = fileIn(type, snapshot);
  return {
    title: snapshot.title,
    category_ids: categoriesOf(type, snapshot),
    missing: missingFields(type, snapshot),
    file_sha256: file?.sha256 ?? null,
    file_size: file?.size ?? null,
  };
}
