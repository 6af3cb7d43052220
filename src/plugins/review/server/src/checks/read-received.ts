import type { Check } from '../../../shared/checks';
import type { FindingCode } from '../../../shared/reading';
import { READING_LIMITS } from '../reading/limits';
import type { Reading } from '../reading/outcome';
import { readDocument } from '../reading/read-document';
import type { Deadline } from './deadline';
import { readingChecks, type Claims, type ReadFacts } from './reading-checks';
import { check } from './sentences';

/** Of a long document the beginning: what tells its title, language and faults is there as a rule. */
const BEGINNING = { pages: 30, characters: 200_000, cpuSeconds: 4, picture: false };
/** Of what the file's text is said to be about. */
export const BEGINNING_CHARACTERS = 20_000;
/** Left for what follows the reading. */
const RESERVE_MS = 150;

/** Findings that only say that this reading did not get to the end. */
const UNFINISHED: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'tookTooLong',
  'manyPages',
  'muchText',
]);

export interface ReceivedText {
  checks: Check[];
  /** Empty where there is none, or none was come to. */
  beginning: string;
  language: string | null;
}

function factsOf(reading: Reading): ReadFacts {
  return {
    pages: reading.pages,
    words: reading.words,
    language: reading.language,
    title: reading.title,
    tagged: reading.tagged,
    findings: reading.findings.filter(({ code }) => !UNFINISHED.has(code)),
    beginning: beginningOf(reading.parts),
    inPart: reading.findings.some(({ code }) => UNFINISHED.has(code)),
  };
}

export function beginningOf(parts: readonly { text: string }[]): string {
  let text = '';
  for (const part of parts) {
    if (text.length >= BEGINNING_CHARACTERS) break;
    text += `${part.text}\n`;
  }
  return text.slice(0, BEGINNING_CHARACTERS);
}

/**
 * Reads the beginning of a file that was just received, in a process of its own. Always anew: what is known of these
 * bytes already may be known from a submission that nobody is told of.
 */
export async function readReceived(
  file: { path: string; mime: string; name: string },
  claims: Claims,
  deadline: Deadline,
): Promise<ReceivedText> {
  const wallSeconds = Math.max(0.05, (deadline.leftMs - RESERVE_MS) / 1000);
  const reading = await readDocument(file, {
    limits: { ...READING_LIMITS, ...BEGINNING, wallSeconds },
  });
  if (reading.state === 'failed') {
    const isLate = reading.findings.some(({ code }) => code === 'tookTooLong');
    const unread = isLate
      ? check('unread', 'note', { why: 'late' })
      : check('unread', 'warning', { why: 'failed' });
    return { checks: [unread], beginning: '', language: null };
  }
  const facts = factsOf(reading);
  return {
    checks: readingChecks({ ...facts, name: file.name }, claims),
    beginning: facts.beginning,
    language: facts.language,
  };
}
