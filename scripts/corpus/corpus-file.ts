/** What the gate must say of a file. */
export type Expected =
  | { accepted: true; ext: string }
  | {
      accepted: false;
      code: 'invalidFile' | 'unsupportedFileType';
      /** Part of the sentence that says which fault it is. */
      says: RegExp;
    };

/** One file of the corpus: made when it is asked for, because some are large. */
export interface CorpusFile {
  /** As its sender calls it. Tells files apart too. */
  name: string;
  /** In a few words. */
  what: string;
  make: () => Buffer | Promise<Buffer>;
  expected: Expected;
}

/** A document that the gate must accept, named by what it is. */
export function accepted(
  name: string,
  what: string,
  make: CorpusFile['make'],
  ext = name.slice(name.lastIndexOf('.')),
): CorpusFile {
  return { name, what, make, expected: { accepted: true, ext } };
}

export function invalid(
  name: string,
  what: string,
  says: RegExp,
  make: CorpusFile['make'],
): CorpusFile {
  return { name, what, make, expected: { accepted: false, code: 'invalidFile', says } };
}

export function unsupported(
  name: string,
  what: string,
  says: RegExp,
  make: CorpusFile['make'],
): CorpusFile {
  return { name, what, make, expected: { accepted: false, code: 'unsupportedFileType', says } };
}
