import { createHash } from 'node:crypto';

import type { FindingCode } from '../../../shared/reading';
import type { ReadingLine } from './lines';

/** A piece of the text, in order. Pages that are long have several. */
export interface ReadingPart {
  /** Counted from 1; `null` where the format has no pages. */
  page: number | null;
  text: string;
}

export interface Found {
  code: FindingCode;
  count: number | null;
}

/** What a file holds, as it was read. */
export interface Reading {
  state: 'done' | 'failed';
  /** Of the bytes that were read, `null` where not even that was come to. */
  sha256: string | null;
  pages: number | null;
  words: number;
  language: string | null;
  title: string | null;
  author: string | null;
  tagged: boolean | null;
  hasText: boolean;
  findings: Found[];
  /** WebP. */
  thumbnail: Buffer | null;
  parts: ReadingPart[];
  /** Of all text with its places: tells whether it was read differently this time. */
  textDigest: string;
  /** The most memory its reader held, in mebibytes; `null` where it did not come to its end. */
  peakMegabytes: number | null;
  /** Whether its reader was ended by somebody else, which says nothing about the file. */
  wasKilled: boolean;
}

/** Gathers what a reader tells. */
export class Outcome {
  isWhole = false;
  hasFacts = false;
  wasKilled = false;
  /** As the text comes: all of it at once would keep this process from its other work. */
  private readonly digest = createHash('sha256');
  private readonly found: Omit<Reading, 'state' | 'hasText' | 'textDigest' | 'wasKilled'> = {
    sha256: null,
    pages: null,
    words: 0,
    language: null,
    title: null,
    author: null,
    tagged: null,
    findings: [],
    thumbnail: null,
    parts: [],
    peakMegabytes: null,
  };

  take(line: ReadingLine): void {
    switch (line.is) {
      case 'hash':
        this.found.sha256 = line.sha256;
        return;
      case 'facts':
        this.hasFacts = true;
        this.found.pages = line.pages;
        this.found.title = line.title;
        this.found.author = line.author;
        this.found.tagged = line.tagged;
        return;
      case 'part':
        this.found.parts.push({ page: line.page, text: line.text });
        this.found.words += line.words;
        this.digest.update(`${String(line.page)}\0${line.text}\0`);
        return;
      case 'finding':
        this.find(line.code, line.count);
        return;
      case 'language':
        this.found.language = line.language;
        return;
      case 'thumbnail':
        this.found.thumbnail = Buffer.from(line.base64, 'base64');
        return;
      case 'end':
        this.isWhole = true;
        this.found.peakMegabytes = Math.round(line.memory / 1024);
    }
  }

  find(code: FindingCode, count: number | null): void {
    if (this.found.findings.some((known) => known.code === code)) return;
    this.found.findings.push({ code, count });
  }

  reading(): Reading {
    return {
      ...this.found,
      state: this.hasFacts ? 'done' : 'failed',
      hasText: this.found.parts.length > 0,
      wasKilled: this.wasKilled,
      textDigest: this.digest.digest('hex'),
    };
  }
}
