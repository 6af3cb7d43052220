import type { FindingCode } from '../../../shared/reading';
import { PART_CHARACTERS } from './limits';
import type { ReadingLine, ReadingOrder } from './lines';

/** How PDFium marks a hyphen at a line's end, behind which the word goes on; it has used both. */
const BROKEN = '\uFFFE';
const BROKEN_TOO = String.fromCharCode(2);
// Neither XML nor PostgreSQL knows all of these.
const NO_TEXT = /[\p{Surrogate}\p{Noncharacter_Code_Point}]|(?![\n\t])\p{Cc}/gu;

/** Text as it can be kept. A carriage return says nothing that the line feed beside it does not. */
export function cleanText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll(BROKEN_TOO, BROKEN)
    .replaceAll(`${BROKEN}\n`, '')
    .replaceAll(BROKEN, '')
    .replace(NO_TEXT, ' ');
}

/** A short text of the file about itself, on one line; `null` where it says nothing. */
export function cleanName(text: string | null): string | null {
  const name = cleanText(text ?? '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 500);
  return name === '' ? null : name;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

/** By the spaces between them, as word processors count; scripts without spaces have fewer words than one would say. */
function countWords(text: string): number {
  let words = 0;
  WORD.lastIndex = 0;
  while (WORD.test(text)) words += 1;
  return words;
}

/**
 * Where readers put text. It cuts it into parts, counts, and stops at the limits. Parts wait here until `drain` has
 * written them, which readers call between two chunks of their input.
 */
export class Sink {
  /** Whether no more text is wanted. */
  isFull = false;
  pagesWithText = 0;
  characters = 0;
  /** The first texts, for telling the language. */
  sample = '';
  private readonly waiting: ReadingLine[] = [];
  private readonly found = new Set<FindingCode>();
  private page: number | null = null;
  private ofPage = 0;
  private hasText = false;
  private buffer = '';

  constructor(
    private readonly order: ReadingOrder,
    private readonly write: (line: ReadingLine) => Promise<void>,
  ) {}

  /** Begins a page, from 1 on; `null` for the whole of a file that has none. */
  begin(page: number | null): void {
    this.end();
    this.page = page;
    this.ofPage = 0;
    this.hasText = false;
  }

  text(piece: string): void {
    if (this.isFull || piece === '') return;
    const room = Math.min(
      this.order.characters - this.characters,
      this.order.charactersOfPage - this.ofPage,
    );
    const taken = piece.slice(0, room);
    this.characters += taken.length;
    this.ofPage += taken.length;
    this.buffer += taken;
    if (taken.length < piece.length) this.find('muchText');
    if (this.characters >= this.order.characters) this.isFull = true;
    while (this.buffer.length > PART_CHARACTERS) this.cut();
  }

  /** Ends the page. */
  end(): void {
    this.keep(this.buffer);
    this.buffer = '';
    if (this.hasText) this.pagesWithText += 1;
    this.hasText = false;
  }

  find(code: FindingCode, count: number | null = null): void {
    if (this.found.has(code)) return;
    this.found.add(code);
    this.tell({ is: 'finding', code, count });
  }

  tell(line: ReadingLine): void {
    this.waiting.push(line);
  }

  async drain(): Promise<void> {
    for (const line of this.waiting.splice(0)) await this.write(line);
  }

  /** Between two words, if there is a place between two words. */
  private cut(): void {
    const space = this.buffer.slice(0, PART_CHARACTERS).search(/\s\S*$/u);
    const at = space > PART_CHARACTERS / 2 ? space + 1 : PART_CHARACTERS;
    this.keep(this.buffer.slice(0, at));
    this.buffer = this.buffer.slice(at);
  }

  private keep(piece: string): void {
    const text = cleanText(piece);
    if (text.trim() === '') return;
    this.hasText = true;
    if (this.sample.length < 2 * PART_CHARACTERS) this.sample += ` ${text}`;
    this.tell({ is: 'part', page: this.page, text, words: countWords(text) });
  }
}
