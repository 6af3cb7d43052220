import { createHash } from 'node:crypto';

import canonicalize from 'canonicalize';

import type { FieldView } from '../../shared/wire';

/** An item's reviewed content at one moment. */
export interface Snapshot {
  documentId: string;
  title: string;
  fields: FieldView[];
}

function digestedValue(field: FieldView): unknown {
  switch (field.kind) {
    case 'value':
      return field.value;
    case 'relation':
      // Which ones, not in which order and not what they are called today.
      return field.value.map(({ documentId }) => documentId).sort();
    case 'file':
      return field.value;
  }
}

/** Empty fields say nothing, so that a type may gain one without changing every digest there is. */
function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/**
 * SHA-256, in lower-case hexadecimal, over the canonical JSON (RFC 8785) of the reviewed fields that
 * are not empty.
 * @param approvedOn the date attribute the first approval filled in, with the date it was given.
 *   That date is ours, so it counts as absent; a date an editor chose is content like any other.
 */
export function digestOf(
  type: string,
  fields: readonly FieldView[],
  approvedOn: { name: string; date: string } | null,
): string {
  const entries = fields
    .map((field) => [field.name, digestedValue(field)] as const)
    .filter(
      ([name, value]) =>
        !isEmpty(value) && !(approvedOn?.name === name && approvedOn.date === value),
    );
  const text = canonicalize({ type, content: Object.fromEntries(entries) });
  if (text === undefined) throw new Error(`No canonical JSON for an item of ${type}`);
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
