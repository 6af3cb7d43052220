const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));

/** The name of a language in another; the tag itself where the browser knows none. */
export function languageName(tag: string, locale: string): string {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const name = names.of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/**
 * Every two-letter code (ISO 639-1) the browser has a name for, by that name. Found by trying them
 * all, because browsers offer no list; a code that stands for another (`iw` for `he`) is left out.
 */
export function knownLanguages(locale: string): { tag: string; name: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' });
  const tags = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return tags
    .filter((tag) => Intl.getCanonicalLocales(tag)[0] === tag && names.of(tag) !== undefined)
    .map((tag) => ({ tag, name: languageName(tag, locale) }))
    .sort((one, other) => one.name.localeCompare(other.name, locale));
}
