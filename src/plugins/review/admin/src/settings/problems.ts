import type { SettingsProblem } from '../../../shared/desk';
import type { TextKey } from '../messages';
import { detailsOf } from '../refusal';
import type { Problems } from './draft';
import type { SettingsPart } from './parts';

type Text = (key: TextKey, values?: Record<string, string | number>) => string;

/** The wrong values that the server names in its refusal. */
export function readProblems(error: unknown): SettingsProblem[] {
  const { problems } = detailsOf(error);
  // The shape is the contract's; a server that says something else is not one of ours.
  return Array.isArray(problems) ? (problems as SettingsProblem[]) : [];
}

/** A rule is told in the reader's language; where none is named, the server's sentence has to do. */
function sentenceOf({ rule, numbers, message }: SettingsProblem, text: Text): string {
  return rule === null ? message : text(`settings.problem.${rule}`, numbers);
}

/** The first sentence for each value, and what concerns none of the values on this page. */
export function placeProblems(
  problems: readonly SettingsProblem[],
  part: SettingsPart,
  text: Text,
): { here: Problems; elsewhere: string[] } {
  const here = new Map<string, string>();
  const elsewhere: string[] = [];
  for (const problem of problems) {
    const path = problem.path.join('.');
    const sentence = sentenceOf(problem, text);
    if (!part.some((name) => name === problem.path[0])) elsewhere.push(`${path}: ${sentence}`);
    else if (!here.has(path)) here.set(path, sentence);
  }
  return { here: Object.fromEntries(here), elsewhere };
}
