import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';

import { message } from '../messages';
import type { TextKey } from '../messages';

interface SentenceProps {
  id: TextKey;
  /** Parts of the sentence that are more than text, such as a name in a script of its own. */
  values: Record<string, ReactNode>;
}

export function Sentence({ id, values }: SentenceProps) {
  const intl = useIntl();
  return <>{intl.formatMessage(message(id), values)}</>;
}
