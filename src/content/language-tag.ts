import { errors } from '@strapi/utils';

/**
 * A language tag in its canonical form (BCP 47): `EN-gb` becomes `en-GB`.
 * @throws ValidationError
 */
export function canonicalLanguage(value: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(value.trim());
    if (tag !== undefined) return tag;
  } catch {
    // Not a well-formed tag: answered below, in words.
  }
  throw new errors.ValidationError('"language" must be a BCP 47 tag such as en, cy or gd-GB.', {
    key: 'language',
  });
}
