import type { FieldView } from '../../shared/wire';

export interface FieldComparison {
  name: string;
  submitted: FieldView | null;
  live: FieldView | null;
  changed: boolean;
}

/**
 * Pairs the submitted fields with the live ones, in the order submitted, then those only live.
 * Where nothing is live there is nothing to differ from, and no field counts as changed.
 */
export function compareContent(draft: FieldView[], live: FieldView[] | null): FieldComparison[] {
  if (live === null) {
    return draft.map((field) => ({
      name: field.name,
      submitted: field,
      live: null,
      changed: false,
    }));
  }
  const names = new Set([...draft, ...live].map(({ name }) => name));
  return [...names].map((name) => {
    const submitted = draft.find((field) => field.name === name) ?? null;
    const current = live.find((field) => field.name === name) ?? null;
    return { name, submitted, live: current, changed: !isSameField(submitted, current) };
  });
}

function isSameField(one: FieldView | null, other: FieldView | null): boolean {
  return JSON.stringify(one?.value ?? null) === JSON.stringify(other?.value ?? null);
}

/** `externalUrl` → `External url`: the plugin knows no content type, so it has no better label. */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** The address to link to, or `null` where following it would not open a web page. */
export function safeHref(value: string): string | null {
  try {
    const url = new URL(value);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
