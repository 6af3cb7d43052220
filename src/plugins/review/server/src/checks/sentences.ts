import type { Check, CheckCode, CheckDetails, WaitingTwin, LiveTwin } from '../../../shared/checks';
import type { LinkReason } from '../../../shared/links';

type Sentences = { [Code in CheckCode]: (details: CheckDetails[Code]) => string };

const MEGABYTE = 1024 ** 2;

function megabytes(bytes: number): string {
  return (Math.max(1, Math.round((bytes / MEGABYTE) * 10)) / 10).toFixed(1);
}

function counted(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

function quoted(titles: readonly string[]): string {
  return titles.map((title) => `“${title}”`).join(', ');
}

function namesOf(twins: readonly (LiveTwin | WaitingTwin)[]): string {
  return quoted(twins.map(({ title }) => title ?? 'one outside your categories'));
}

const UNREAD = {
  waiting: 'This file has not been read yet. Look again in a minute.',
  late: 'This file takes longer to read than a check may. It is read once it is submitted.',
  failed: 'This file could not be read by machine. Open it yourself and see whether it is sound.',
} as const;

const FROM = {
  file: 'The file calls itself',
  text: 'The text begins with',
  name: 'By its name it could be called',
} as const;

const LINK_FAULTS: Partial<Record<LinkReason, string>> = {
  gone: 'the server says that there is no such page',
  name: 'there is no such server',
  timeout: 'the server did not answer in time',
  connection: 'the server takes no connection',
  certificate: 'its certificate is not valid',
  redirects: 'it leads round in circles',
  server: 'the server reports a fault of its own',
};

const UNCHECKED = {
  waiting: 'Whether this address works has not been looked at yet. Look again in a minute.',
  late: 'The server of this address did not answer in time. Open it yourself; it is looked at again later.',
  off: 'Whether this address works is not looked at here. Open it yourself.',
} as const;

export const SENTENCES: Omit<Sentences, 'refused' | 'finding'> = {
  missing: ({ fields }) => `Still missing: ${fields.join(', ')}.`,
  badAddress: () =>
    'This is not a web address. Write it whole, for example https://www.example.org/report.',
  type: ({ kind }) =>
    `By its content this is a file of type ${kind.toUpperCase()}, which is accepted.`,
  size: ({ bytes, limit }) =>
    `It has ${megabytes(bytes)} MB of the ${megabytes(limit)} MB that are accepted.`,
  clean: () => 'The virus scanner found nothing in it.',
  infected: () =>
    'The virus scanner found something harmful in this file. Check your computer for viruses, and choose a clean copy.',
  unscanned: () =>
    'The virus scanner has not answered yet. The file can be submitted; it is not published before it was scanned.',
  noScanner: () =>
    'This library has no virus scanner. Nobody but a person has looked at this file.',
  unread: ({ why }) => UNREAD[why],
  readInPart: ({ pages }) =>
    pages === null
      ? 'Only the beginning of this file was read for this check.'
      : `Only the beginning of its ${counted(pages, 'page', 'pages')} was read for this check.`,
  pages: ({ pages }) => `It has ${counted(pages, 'page', 'pages')}.`,
  words: ({ words, inPart }) =>
    inPart
      ? `What was read of it has ${counted(words, 'word', 'words')}.`
      : `It has ${counted(words, 'word', 'words')}.`,
  language: ({ language }) => `Its language is ${languageName(language)}.`,
  otherLanguage: ({ given, found }) =>
    `Its text looks like ${languageName(found)}, but the language given is ${languageName(given)}. Check which it is.`,
  unknownLanguage: () => 'Its language could not be told. Say which it is.',
  suggestedTitle: ({ title, from }) =>
    `${FROM[from]} “${title}”. Take that for the title if it fits.`,
  suggestedCategory: ({ categories }) =>
    categories
      .map(
        ({ name, because }) =>
          `It may belong in “${name}”, where this is filed: ${quoted(because)}.`,
      )
      .join(' '),
  noTwin: ({ of }) =>
    of === 'file'
      ? 'The library does not have this file yet.'
      : 'The library does not have this address yet.',
  sameFile: ({ items }) => `The library has this very file already: ${namesOf(items)}.`,
  sameAddress: ({ items }) => `The library has this address already: ${namesOf(items)}.`,
  sameFileWaiting: ({ submissions }) =>
    `This very file was submitted more than once: ${namesOf(submissions)}.`,
  sameAddressWaiting: ({ submissions }) =>
    `This address was submitted more than once: ${namesOf(submissions)}.`,
  similarText: ({ items }) =>
    `Its text is almost that of ${namesOf(items.map(({ twin }) => twin))}. See whether it is a newer version.`,
  similarTitle: ({ items }) =>
    `Others have a similar title: ${namesOf(items.map(({ twin }) => twin))}.`,
  linkWorks: () => 'The address works.',
  linkFails: ({ reason, status }) =>
    `The address does not work: ${(reason && LINK_FAULTS[reason]) ?? faultOf(status)}. Open it yourself and correct it.`,
  linkClosed: () =>
    'The address exists, but its server lets no machine look at it. Open it yourself and see whether it works.',
  linkUnchecked: ({ why }) => UNCHECKED[why],
  linkMoved: ({ address }) => `The address has moved for good to ${address}. Give that one.`,
  accessible: () => 'It is tagged, has a title, a language and text: screen readers can follow it.',
};

function faultOf(status: number | null): string {
  return status === null ? 'no sound answer came' : `the server answers with ${status}`;
}

/** Deliberately without the reader's locale: the sentences are English. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // no well-formed tag, and so the best name it has
  }
}

/** A check with its sentence, for every code that has one of its own. */
export function check<Code extends keyof typeof SENTENCES>(
  code: Code,
  level: Check['level'],
  details: CheckDetails[Code],
): Check {
  const sentence = SENTENCES[code] as (about: CheckDetails[Code]) => string;
  // Code and details belong together by the parameters' types, which a union cannot follow.
  return { code, level, message: sentence(details), details } as Check;
}
