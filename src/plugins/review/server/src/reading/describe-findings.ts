import {
  FINDING_LEVELS,
  type FindingCode,
  type FindingLevel,
  type ReadingFinding,
} from '../../../shared/reading';

const SENTENCES: Readonly<Record<FindingCode, (count: number) => string>> = {
  declaresEntities: () =>
    'This file declares entities, which office programs never do and which serve attacks. Do not approve it; ask for a file saved anew.',
  expandsTooFar: () =>
    'This file grows far beyond its size when it is opened. Do not approve it; ask for a file saved anew.',
  unreadable: () =>
    'This file could not be read by machine. Open it yourself; if that fails too, ask for it to be saved anew.',
  tookTooLong: () =>
    'Reading this file took too long and was given up. What was read until then is kept; open the file yourself.',
  tookTooMuchMemory: () =>
    'Reading this file took too much memory and was given up. What was read until then is kept; open the file yourself.',
  damaged: () =>
    'Parts of this file are damaged and could not be read. Open it, save it again and upload the new file.',
  noTextLayer: () =>
    'This PDF holds pictures of pages and no text, so it can be neither searched nor read aloud. Have its text recognised (OCR) and upload the new file.',
  manyPages: (count) =>
    `This file has ${count} pages. The first ones are searched, those behind are not.`,
  muchText: () =>
    'This file holds more text than is searched. Its beginning is, what stands behind is not.',
  pagesWithoutText: (count) =>
    count === 1
      ? 'One page holds no text. If it is a scan, have its text recognised (OCR).'
      : `${count} pages hold no text. If they are scans, have their text recognised (OCR).`,
  noText: () => 'No text was found in this file.',
  notTagged: () =>
    'This PDF is not tagged, so screen readers may read it in the wrong order. Export it as a tagged (accessible) PDF.',
  noTitle: () =>
    'This PDF has no title of its own, so screen readers announce its file name. Set the title in its properties.',
  noLanguage: () =>
    'This PDF does not say what language it is in, so screen readers may pronounce it wrongly. Set the language in its properties.',
};

const SEVERITY: readonly FindingLevel[] = ['stop', 'warning', 'note'];

/** Findings as people read them, the gravest first. */
export function describeFindings(
  findings: readonly { code: FindingCode; count: number | null }[],
): ReadingFinding[] {
  return findings
    .map(({ code, count }) => ({
      code,
      level: FINDING_LEVELS[code],
      message: SENTENCES[code](count ?? 0),
      count,
    }))
    .sort((a, b) => SEVERITY.indexOf(a.level) - SEVERITY.indexOf(b.level));
}
