/** What a machine found when it read a file. Suggestions for people; nothing is decided by it. */

export type FindingLevel = 'note' | 'warning' | 'stop';

/** A closed list, from what nobody should approve to what a careful author would mend. */
export const FINDING_LEVELS = {
  declaresEntities: 'stop',
  expandsTooFar: 'stop',
  unreadable: 'warning',
  tookTooLong: 'warning',
  tookTooMuchMemory: 'warning',
  damaged: 'warning',
  noTextLayer: 'warning',
  manyPages: 'note',
  muchText: 'note',
  pagesWithoutText: 'note',
  noText: 'note',
  notTagged: 'note',
  noTitle: 'note',
  noLanguage: 'note',
} as const satisfies Record<string, FindingLevel>;

export type FindingCode = keyof typeof FINDING_LEVELS;

export interface ReadingFinding {
  code: FindingCode;
  level: FindingLevel;
  /** What is the matter and what may be done, for people. */
  message: string;
  /** How many, where it is about a number: of pages, for example. */
  count: number | null;
}

/** `done`: read, perhaps not to the end; `failed`: nothing could be read; `waiting`: not yet. */
export type ReadingState = 'waiting' | 'done' | 'failed';

/** What a file holds, as far as it could be read. */
export interface FileReading {
  state: ReadingState;
  /** Pages, slides or sheets; `null` where the format has none. */
  pages: number | null;
  words: number | null;
  /** BCP 47, suggested by the text itself. */
  language: string | null;
  /** As the file says of itself. */
  title: string | null;
  author: string | null;
  /** Whether a PDF has a structure that screen readers can follow; `null` for other formats. */
  tagged: boolean | null;
  hasText: boolean | null;
  findings: ReadingFinding[];
  /** Address of a picture of the first page, `null` where there is none. */
  thumbnail: string | null;
  /** ISO 8601, UTC. */
  readAt: string | null;
}
