import { TextDecoder } from 'node:util';

import { SaxesParser } from 'saxes';

import { ReadingStop } from '../reading-stop';
import type { Archive } from './archive';

export type Attributes = Readonly<Record<string, string>>;

/**
 * What a reader does with the parts of a document. Of prefixes, which any file may choose, only that there is one is
 * kept: `t:name` is `:name`. Elements are named without.
 */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Awaited between two chunks of input. */
  drain?(): Promise<void>;
  /** Whether it has seen enough. */
  isDone?(): boolean;
}

/** Office programs nest some tens of elements. */
const MAX_DEPTH = 500;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localAttributes(attributes: Readonly<Record<string, string>>): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name.replace(/^[^:]*(?=:)/u, ''), value]),
  );
}

function decoderFor(start: Buffer): TextDecoder {
  const isUtf16 = start[0] === 0xff && start[1] === 0xfe;
  const isBigEndian = start[0] === 0xfe && start[1] === 0xff;
  return new TextDecoder(isUtf16 ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8');
}

/**
 * A document type declares entities, which is how a few lines come to stand for gigabytes ("billion laughs") and how a
 * file makes its reader fetch others. No office format has one, so none is read (ECMA-376-2, 7.3.4.2).
 */
function parserFor(reader: XmlReader) {
  const parser = new SaxesParser({ xmlns: false, position: false } as const);
  let depth = 0;
  parser.on('error', () => {
    throw new ReadingStop('damaged');
  });
  parser.on('doctype', () => {
    throw new ReadingStop('declaresEntities');
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new ReadingStop('damaged');
    reader.open?.(localName(name), localAttributes(attributes));
  });
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    reader.close?.(localName(name));
  });
  return parser;
}

/**
 * Reads a part as it is unpacked; nothing happens where there is no such part.
 * @throws ReadingStop
 */
export async function readXml(archive: Archive, part: string, reader: XmlReader): Promise<void> {
  const parser = parserFor(reader);
  let decoder: TextDecoder | undefined;
  for await (const chunk of archive.read(part)) {
    decoder ??= decoderFor(chunk);
    parser.write(decoder.decode(chunk, { stream: true }));
    await reader.drain?.();
    if (reader.isDone?.() === true) return;
  }
  if (decoder !== undefined) parser.close();
}

/** The texts of some elements, the first of each, none longer than anybody reads. */
export async function readTexts(
  archive: Archive,
  part: string,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  let current: string | null = null;
  await readXml(archive, part, {
    open: (name) => {
      current = names.includes(name) && found[name] === undefined ? name : null;
      if (current !== null) found[current] = '';
    },
    text: (text) => {
      if (current !== null) found[current] = `${found[current] ?? ''}${text}`.slice(0, 1000);
    },
    close: () => {
      current = null;
    },
  });
  return found;
}
