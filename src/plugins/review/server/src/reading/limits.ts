/** What reading one file may cost. Beyond it the reader is stopped; what it found until then is kept. */
export interface ReadingLimits {
  /** Of processor time, in seconds. */
  cpuSeconds: number;
  /** By the clock, in seconds: a machine that is busy with something else is no fault of the file. */
  wallSeconds: number;
  /** Of memory the process may hold, in mebibytes. */
  memoryMegabytes: number;
  /** Pages whose text is read; those behind are counted only. */
  pages: number;
  /** Characters of text in all. */
  characters: number;
  /** Of one page; what stands behind is passed over. */
  charactersOfPage: number;
  /** Bytes of XML that an office file may unpack to. */
  unpackedBytes: number;
  /** Whether a picture of the first page is wanted. */
  picture: boolean;
}

export const READING_LIMITS: ReadingLimits = {
  cpuSeconds: 60,
  wallSeconds: 300,
  memoryMegabytes: 512,
  pages: 5000,
  characters: 10_000_000,
  charactersOfPage: 1_000_000,
  unpackedBytes: 256 * 1024 ** 2,
  picture: true,
};

/** Longest piece of text that is kept as one: what is searched, quoted and weighed as a whole. */
export const PART_CHARACTERS = 8000;

/** Raised when the same bytes would be read differently: then all files are read anew, by and by. */
export const READER_VERSION = 1;
