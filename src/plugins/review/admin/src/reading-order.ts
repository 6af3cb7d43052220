import type { FieldView } from '../../shared/wire';
import { isEmpty } from './comparison';

/** The fields of an item in the order a reader takes them in. Pure. */
export interface ReadingOrder {
  title: FieldView | null;
  /** Where it leads, which of a link is the very thing. */
  addresses: FieldView[];
  /** Texts, which take the width of the page. */
  texts: FieldView[];
  /** Short values, side by side. */
  facts: FieldView[];
  empty: FieldView[];
}

/** Longer than this, a value is read and not glanced at. */
const GLANCE = 90;

/** The file is left out: it has a place of its own. */
export function readingOrder(fields: FieldView[], title: string): ReadingOrder {
  const shown = fields.filter(({ kind }) => kind !== 'file');
  const titleField = shown.find(({ kind, value }) => kind === 'value' && value === title) ?? null;
  const rest = shown.filter((field) => field !== titleField);
  return {
    title: titleField,
    addresses: rest.filter((field) => isAddress(field) && !isEmpty(field)),
    texts: rest.filter((field) => isText(field)),
    facts: rest.filter((field) => !isAddress(field) && !isText(field) && !isEmpty(field)),
    empty: rest.filter((field) => isEmpty(field)),
  };
}

function isAddress(field: FieldView): boolean {
  return field.kind === 'value' && field.format === 'url';
}

function isText(field: FieldView): boolean {
  if (field.kind !== 'value' || typeof field.value !== 'string' || field.value === '') return false;
  if (field.format === 'markdown') return true;
  return field.format === 'plain' && (field.value.length > GLANCE || field.value.includes('\n'));
}
