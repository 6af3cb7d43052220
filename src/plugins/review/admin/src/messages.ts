import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import { PLUGIN_ID } from './constants';
import en from './translations/en.json';

export type TextKey = keyof typeof en;
type TextValues = Record<string, string | number>;

type Texts = Readonly<Record<string, string>>;

/** English is in every bundle, as the default of each text; other languages are loaded by who reads them. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<Texts>>> = {
  en: () => Promise.resolve(en),
  fr: () => import('./translations/fr.json').then((module) => module.default),
};

/** Whether the desk speaks this language, and it is not the one the server writes. */
export function isTranslated(locale: string): boolean {
  return locale !== 'en' && locale in TRANSLATIONS;
}

/** `en.json` holds every sentence once: it is the translation and the default. */
export function message(key: TextKey): { id: string; defaultMessage: string } {
  return { id: `${PLUGIN_ID}.${key}`, defaultMessage: en[key] };
}

export function useText(): (key: TextKey, values?: TextValues) => string {
  const intl = useIntl();
  return useCallback((key, values) => intl.formatMessage(message(key), values), [intl]);
}

/** The texts of one language under the ids `message` gives them; none where there is no translation. */
export async function textsIn(locale: string): Promise<Texts> {
  const texts = (await TRANSLATIONS[locale]?.()) ?? {};
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]),
  );
}
