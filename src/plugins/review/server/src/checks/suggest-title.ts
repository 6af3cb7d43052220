import type { CheckDetails } from '../../../shared/checks';

const MOST = 200;
/** Lines of the beginning among which a heading is looked for. */
const LINES = 12;

/** What programs write where nobody gave a title. */
const NO_TITLE =
  /^(?:untitled|unnamed|no title|unbenannt|sans titre|sin título|title|titre|titel|(?:document|dokument|presentation|présentation|book|slide|sheet|report|scan|img|page)[\s_-]*\d*)$/iu;
const PROGRAM = /^(?:microsoft|powerpoint|libreoffice)[\w\s]* - /iu;
const EXTENSION =
  /\.(?:docx?|xlsx?|pptx?|od[tspg]|rtf|txt|csv|pdf|indd|qxd|pub|pages|tex|dvi|html?)$/iu;

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function letters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** A name that somebody gave a file, and not a text for people. */
function isFileName(text: string): boolean {
  return !text.includes(' ') && /[_\d]/u.test(text);
}

function embedded(title: string | null): string | null {
  const plain = oneLine((title ?? '').replace(PROGRAM, '').replace(EXTENSION, ''));
  if (letters(plain) < 3 || NO_TITLE.test(plain) || isFileName(plain)) return null;
  return plain.slice(0, MOST);
}

/** The first line that reads like one: two words at least, mostly letters, not a paragraph. */
function heading(beginning: string): string | null {
  const lines = beginning
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
    .slice(0, LINES);
  const found = lines.find(
    (line) => line.includes(' ') && line.length <= MOST && letters(line) > line.length / 2,
  );
  return found ?? null;
}

function fromName(name: string): string | null {
  const plain = oneLine(name.replace(EXTENSION, '').replace(/[_-]+/gu, ' '));
  return letters(plain) < 3 || NO_TITLE.test(plain) ? null : plain.slice(0, MOST);
}

/** Case, accents and punctuation do not make another title. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/**
 * A title for a file, and where it is from; `null` where there is none, or none but the one it was given.
 * @param file.title as the file says of itself
 * @param file.beginning of its text
 */
export function suggestTitle(
  file: { title: string | null; beginning: string; name: string },
  given: string | null,
): CheckDetails['suggestedTitle'] | null {
  const candidates = [
    { from: 'file', title: embedded(file.title) },
    { from: 'text', title: heading(file.beginning) },
    { from: 'name', title: fromName(file.name) },
  ] as const;
  const found = candidates.filter(
    (one): one is typeof one & { title: string } => one.title !== null,
  );
  if (given !== null && given !== '') {
    // Whoever gave one knows better than a file name does.
    const others = found.filter(({ from }) => from !== 'name');
    if (others.length === 0 || others.some(({ title }) => folded(title) === folded(given)))
      return null;
    return others[0] ?? null;
  }
  return found[0] ?? null;
}
