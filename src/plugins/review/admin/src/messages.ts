import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import { PLUGIN_ID } from './constants';
import en from './translations/en.json';

export type TextKey = keyof typeof en;
type TextValues = Record<string, string | number>;

/** Other languages are added beside `en`; what they lack is shown in English. */
const TRANSLATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = { en };

/** `en.json` holds every sentence once: it is the translation and the default. */
export function message(key: TextKey): { id: string; defaultMessage: string } {
  return { id: `${PLUGIN_ID}.${key}`, defaultMessage: en[key] };
}

export function useText(): (key: TextKey, values?: TextValues) => string {
  const intl = useIntl();
  return useCallback((key, values) => intl.formatMessage(message(key), values), [intl]);
}

/** The texts of one language under the ids `message` gives them. */
export function textsIn(locale: string): Record<string, string> {
  const texts = TRANSLATIONS[locale] ?? {};
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]),
  );
}
