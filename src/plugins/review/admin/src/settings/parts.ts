import type { ReviewSettings } from '../../../shared/desk';

/** The settings that one page changes. */
export type SettingsPart = readonly (keyof ReviewSettings)[];

/** `base` with the part of it that is in `changed`. */
export function withPart(
  part: SettingsPart,
  base: ReviewSettings,
  changed: ReviewSettings,
): ReviewSettings {
  return { ...base, ...Object.fromEntries(part.map((name) => [name, changed[name]])) };
}

/** Whether a part is the same in both. Both come from the server, so their keys are in one order. */
export function sameSettings(
  part: SettingsPart,
  one: ReviewSettings,
  other: ReviewSettings,
): boolean {
  return part.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
}
