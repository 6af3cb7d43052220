import type { FieldView, FileView } from '../../shared/wire';

/** Two readings of an item held against each other, field by field. Pure. */

export interface FieldComparison {
  name: string;
  /** `null` where that reading has no such field. */
  before: FieldView | null;
  after: FieldView | null;
  changed: boolean;
}

/** In the order of `after`, then what only `before` has. */
export function compareFields(before: FieldView[], after: FieldView[]): FieldComparison[] {
  const names = new Set([...after, ...before].map(({ name }) => name));
  return [...names].map((name) => {
    const earlier = before.find((field) => field.name === name) ?? null;
    const later = after.find((field) => field.name === name) ?? null;
    return { name, before: earlier, after: later, changed: !isSameValue(earlier, later) };
  });
}

/** No field, no value and an empty text are the same to a reader. */
export function valueOf(field: FieldView | null): FieldView['value'] {
  const value = field?.value ?? null;
  if (value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return value;
}

/** Value by value: what was kept of an earlier reading may name its parts in another order. */
function isSameValue(one: FieldView | null, other: FieldView | null): boolean {
  const [earlier, later] = [valueOf(one), valueOf(other)];
  if (Array.isArray(earlier) && Array.isArray(later)) {
    const names = (links: typeof earlier) => links.flatMap((link) => [link.documentId, link.label]);
    return names(earlier).join('\n') === names(later).join('\n');
  }
  if (isFile(earlier) && isFile(later)) return compareFiles(earlier, later) === 'same';
  return earlier === later;
}

function isFile(value: FieldView['value']): value is FileView {
  return typeof value === 'object' && value !== null && 'sha256' in value;
}

export function isEmpty(field: FieldView | null): boolean {
  return valueOf(field) === null;
}

/** What became of the file of an item. */
export type FileChange = 'same' | 'renamed' | 'replaced' | 'added' | 'removed';

/** `null` where there is and was no file. */
export function compareFiles(before: FileView | null, after: FileView | null): FileChange | null {
  if (before === null) return after === null ? null : 'added';
  if (after === null) return 'removed';
  if (before.sha256 !== after.sha256) return 'replaced';
  return before.name === after.name ? 'same' : 'renamed';
}

/** The one file among the fields of an item. */
export function fileOf(fields: FieldView[]): FileView | null {
  for (const field of fields) if (field.kind === 'file') return field.value;
  return null;
}

/** What a relation lost, kept and gained, each in its own order. */
export function compareLinks<Link extends { documentId: string }>(
  before: Link[],
  after: Link[],
): { removed: Link[]; kept: Link[]; added: Link[] } {
  const has = (links: Link[], { documentId }: Link) =>
    links.some((link) => link.documentId === documentId);
  return {
    removed: before.filter((link) => !has(after, link)),
    kept: after.filter((link) => has(before, link)),
    added: after.filter((link) => !has(before, link)),
  };
}

/** `externalUrl` → `External url`: the plugin knows no content type, so it has no better label. */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
