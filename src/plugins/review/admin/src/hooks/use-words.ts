import { useCallback, useState } from 'react';
import { useIntl } from 'react-intl';

import { NO_WORDS } from '../decision-words';
import type { DecisionWords } from '../decision-words';

/** By submission: whoever looks at the next one and comes back finds what they had typed. */
const kept = new Map<string, DecisionWords>();
/** The language chosen last: most submitters of a library read the same. */
let chosenLanguage: string | null = null;

export interface WordsControl {
  words: DecisionWords;
  setWords: (words: DecisionWords) => void;
  /** After a decision; else words are lost by leaving the admin only. */
  forgetWords: () => void;
}

/** What a reviewer types about a submission. */
export function useWords(id: string): WordsControl {
  const { locale } = useIntl();
  const fresh = { ...NO_WORDS, language: chosenLanguage ?? locale };
  const [words, setShown] = useState(() => kept.get(id) ?? fresh);
  const setWords = useCallback(
    (next: DecisionWords) => {
      kept.set(id, next);
      chosenLanguage = next.language;
      setShown(next);
    },
    [id],
  );
  const forgetWords = () => {
    kept.delete(id);
    setShown(fresh);
  };
  return { words, setWords, forgetWords };
}
