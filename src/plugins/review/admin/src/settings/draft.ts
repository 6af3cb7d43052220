import { useForm } from '@strapi/strapi/admin';

import type { ReviewSettings } from '../../../shared/desk';

/** Sentences about wrong values, by the dotted path of the value: `reasons.0.label.en`. */
export type Problems = Readonly<Record<string, string>>;

export interface SettingsDraft {
  draft: ReviewSettings;
  /** As they are on the server, as far as is known. */
  saved: ReviewSettings;
  change: (part: Partial<ReviewSettings>) => void;
  problems: Problems;
  /** The sentence about a value, if the server refused it. */
  problemAt: (...path: (string | number)[]) => string | undefined;
  /** Whether the server refused a value or anything in it. */
  isWrong: (...path: (string | number)[]) => boolean;
  /** Takes the sentences away, when an entry is moved that they name by its place. */
  forgetProblems: () => void;
}

/** The settings as typed so far, inside a `SettingsForm`. */
export function useSettingsDraft(): SettingsDraft {
  // What `SettingsForm` gave the form; Strapi's context knows it only as an object.
  const draft = useForm('SettingsDraft', ({ values }) => values) as ReviewSettings;
  const saved = useForm('SettingsDraft', ({ initialValues }) => initialValues) as ReviewSettings;
  const problems = useForm('SettingsDraft', ({ errors }) => errors) as Problems;
  const setValues = useForm('SettingsDraft', (form) => form.setValues);
  const setErrors = useForm('SettingsDraft', (form) => form.setErrors);
  return {
    draft,
    saved,
    change: (part) => {
      setValues({ ...draft, ...part });
    },
    problems,
    problemAt: (...path) => problems[path.join('.')],
    isWrong: (...path) => {
      const inside = `${path.join('.')}.`;
      return Object.keys(problems).some((known) => `${known}.`.startsWith(inside));
    },
    forgetProblems: () => {
      setErrors({});
    },
  };
}
