import type { Check } from '../../../shared/checks';
import { FINDING_LEVELS, type FindingCode } from '../../../shared/reading';
import { describeFindings } from '../reading/describe-findings';
import { check } from './sentences';
import { suggestTitle } from './suggest-title';

/** What is known of a file's text, whoever read it and when. */
export interface ReadFacts {
  pages: number | null;
  words: number;
  /** BCP 47. */
  language: string | null;
  title: string | null;
  /** Of a PDF; `null` for other formats. */
  tagged: boolean | null;
  findings: readonly { code: FindingCode; count: number | null }[];
  /** Of the text. */
  beginning: string;
  /** Whether there is more of it than was read. */
  inPart: boolean;
}

/** What the submitter says of it, as far as the file can be asked the same. */
export interface Claims {
  title: string | null;
  language: string | null;
}

function languageChecks({ language, words }: ReadFacts, claims: Claims): Check[] {
  if (words === 0) return [];
  const primary = (tag: string) => tag.split('-', 1)[0]?.toLowerCase();
  const { language: given } = claims;
  if (language === null) return given === null ? [check('unknownLanguage', 'note', {})] : [];
  if (given !== null && primary(given) !== primary(language)) {
    return [check('otherLanguage', 'note', { given, found: language })];
  }
  return [check('language', 'ok', { language })];
}

/** What keeps people who listen to a text, or have it enlarged, from it. */
const BARRIERS: readonly FindingCode[] = [
  'notTagged',
  'noTitle',
  'noLanguage',
  'noTextLayer',
  'noText',
];

function findingChecks({ findings, tagged }: ReadFacts): Check[] {
  const found = describeFindings(findings).map(({ code, message, count }): Check => {
    // What the gate lets in is no stop, however grave: people decide about it.
    const level = FINDING_LEVELS[code] === 'stop' ? 'warning' : FINDING_LEVELS[code];
    return { code: 'finding', level, message, details: { finding: code, count } };
  });
  const isAccessible = tagged === true && !findings.some(({ code }) => BARRIERS.includes(code));
  return isAccessible ? [...found, check('accessible', 'ok', {})] : found;
}

/** What the text of a file has to say. */
export function readingChecks(file: ReadFacts & { name: string }, claims: Claims): Check[] {
  const { pages, words, inPart } = file;
  const title = suggestTitle(file, claims.title);
  return [
    ...(inPart ? [check('readInPart', 'note', { pages })] : []),
    ...(pages === null ? [] : [check('pages', 'ok', { pages })]),
    check('words', 'ok', { words, inPart }),
    ...languageChecks(file, claims),
    ...(title === null ? [] : [check('suggestedTitle', 'note', title)]),
    ...findingChecks(file),
  ];
}
