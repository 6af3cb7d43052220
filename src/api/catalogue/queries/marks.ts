/** How texts are marked: by characters that no text of ours holds and that mean nothing in HTML. */
export const START = '\u0002';
const STOP = '\u0003';
/** Stand for angle brackets, between which the parser would see a tag and drop it. */
const OPENING = '\u0004';
const CLOSING = '\u0005';
export const OPTIONS = `StartSel=${START}, StopSel=${STOP}`;
export const FRAGMENTS = `${OPTIONS}, MaxFragments=2, MaxWords=35, MinWords=12, FragmentDelimiter=" … "`;

/** A text without what would be taken for a mark. */
export const clean = (column: string) =>
  `translate(${column}, E'<>\\x02\\x03\\x04\\x05', E'\\x04\\x05')`;

/** An entry `e` with the stemmer `s` of its language. */
export const ENTRY_WITH_STEMMER = `catalogue_entry e left join catalogue_stemmer s on s.subtag = lower(split_part(e.language, '-', 1)) and s.subtag <> ''`;
export const CONFIG_OF_ENTRY = `coalesce(s.config, 'catalogue_simple')::regconfig`;

/** A marked text as HTML: `<mark>` around what was found, everything else escaped. */
export function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(OPENING, '&lt;')
    .replaceAll(CLOSING, '&gt;')
    .replaceAll(START, '<mark>')
    .replaceAll(STOP, '</mark>');
}
