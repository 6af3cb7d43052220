import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';

import type { ReadingOrder } from '../lines';
import { ReadingStop } from '../reading-stop';
import { cleanName, type Sink } from '../sink';

/** Groups that hold no text of the document (RTF 1.9.1, "Destinations"). */
const NO_TEXT: ReadonlySet<string> = new Set(
  (
    'fonttbl colortbl stylesheet info pict object filetbl listtable listoverridetable revtbl rsidtbl ' +
    'generator themedata datastore xmlnstbl header footer headerl headerr footerl footerr fldinst ' +
    'bkmkstart bkmkend annotation atnid atnauthor latentstyles'
  ).split(' '),
);
const NAMES: Readonly<Record<string, 'title' | 'author'>> = { title: 'title', author: 'author' };
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  page: '\n',
  sect: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};
const ENCODINGS: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
};
const MAX_DEPTH = 1000;
/** Characters of the file after which what waits is written. */
const PIECE = 65_536;

// A control word with its number, a control symbol (a byte in hexadecimal among them), a brace, or text.
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}]+)/giy;

interface Group {
  /** Whether its text counts, goes into a name, or nowhere. */
  into: 'text' | 'title' | 'author' | null;
  /** Characters that stand after a Unicode one, for programs that do not know it. */
  fallback: number;
}

function decoderOf(page: number): TextDecoder {
  const isWindows = page >= 1250 && page <= 1258;
  return new TextDecoder(ENCODINGS[page] ?? (isWindows ? `windows-${page}` : 'windows-1252'));
}

class RtfReader {
  readonly names = { title: '', author: '' };
  private readonly stack: Group[] = [];
  private group: Group = { into: 'text', fallback: 1 };
  private decoder = decoderOf(1252);
  private bytes: number[] = [];
  private toSkip = 0;
  private isOptional = false;

  constructor(private readonly sink: Sink) {}

  brace(brace: string): void {
    this.flush();
    this.toSkip = 0;
    if (brace === '{') {
      if (this.stack.length > MAX_DEPTH) throw new ReadingStop('damaged');
      this.stack.push(this.group);
      this.group = { ...this.group };
    } else this.group = this.stack.pop() ?? this.group;
  }

  /** @returns how many bytes of the file behind it are no text at all */
  word(word: string, number: number | undefined): number {
    if (word === 'u' && number !== undefined) {
      this.flush();
      this.write(String.fromCharCode(number & 0xffff));
      this.toSkip = this.group.fallback;
      return 0;
    }
    this.flush();
    if (word === 'bin') return Math.max(0, number ?? 0);
    if (word === 'uc') this.group.fallback = Math.min(16, Math.max(0, number ?? 1));
    if (word === 'ansicpg') this.decoder = decoderOf(number ?? 1252);
    const name = NAMES[word];
    if (name !== undefined && this.group.into === null) this.group.into = name;
    else if (NO_TEXT.has(word) || this.isOptional) this.group.into = null;
    else this.write(CHARACTERS[word] ?? '');
    this.isOptional = false;
    return 0;
  }

  symbol(symbol: string): void {
    this.flush();
    if (symbol === '*') this.isOptional = true;
    else if (symbol === '~') this.write('\u00A0');
    else if (symbol === '_') this.write('-');
    else if (symbol === '\n' || symbol === '\r') this.write('\n');
    else if ('\\{}'.includes(symbol)) this.write(symbol);
  }

  byte(hexadecimal: string): void {
    if (this.toSkip > 0) this.toSkip -= 1;
    else this.bytes.push(parseInt(hexadecimal, 16));
  }

  text(text: string): void {
    if (this.group.into === null) return;
    // Lines of the file are no lines of the text.
    const plain = text.replace(/[\r\n]+/gu, '');
    const skipped = Math.min(this.toSkip, plain.length);
    this.toSkip -= skipped;
    if (plain.length === skipped) return;
    this.flush();
    this.write(plain.slice(skipped));
  }

  /** Bytes in a row may be one character, so they wait for the next that is none. */
  flush(): void {
    if (this.bytes.length === 0) return;
    const bytes = Uint8Array.from(this.bytes);
    this.bytes = [];
    this.write(this.decoder.decode(bytes));
  }

  private write(text: string): void {
    const { into } = this.group;
    if (into === 'text') this.sink.text(text);
    else if (into !== null) this.names[into] = `${this.names[into]}${text}`.slice(0, 1000);
  }
}

function take(reader: RtfReader, token: RegExpExecArray): number {
  const [, word, number, byte, symbol, brace, text] = token;
  if (brace !== undefined) reader.brace(brace);
  else if (word !== undefined) {
    return reader.word(word, number === undefined ? undefined : Number(number));
  } else if (byte !== undefined) reader.byte(byte);
  else if (symbol !== undefined) reader.symbol(symbol);
  else if (text !== undefined) reader.text(text);
  return 0;
}

/** Rich Text Format 1.9.1, as far as it is text. */
export async function readRtf(order: ReadingOrder, sink: Sink): Promise<void> {
  const source = (await readFile(order.path)).toString('latin1');
  const reader = new RtfReader(sink);
  sink.begin(null);
  TOKEN.lastIndex = 0;
  let drainedAt = 0;
  for (let token = TOKEN.exec(source); token !== null && !sink.isFull;) {
    TOKEN.lastIndex += take(reader, token);
    if (TOKEN.lastIndex - drainedAt > PIECE) {
      drainedAt = TOKEN.lastIndex;
      await sink.drain();
    }
    // A backslash at the very end, or before a quotation mark without its two digits: passed over.
    const at = TOKEN.lastIndex;
    token = TOKEN.exec(source);
    if (token === null && at < source.length) {
      TOKEN.lastIndex = at + 1;
      token = TOKEN.exec(source);
    }
  }
  reader.flush();
  sink.end();
  if (sink.pagesWithText === 0) sink.find('noText');
  const { title, author } = reader.names;
  sink.tell({
    is: 'facts',
    pages: null,
    title: cleanName(title),
    author: cleanName(author),
    tagged: null,
  });
}
