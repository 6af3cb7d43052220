import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';

/** What the bytes are: readable text, markup a browser would run, text in another encoding, or no text. */
export type TextVerdict = 'text' | 'markup' | 'otherEncoding' | 'binary';

// TAB, LF, FF, CR. WHATWG "binary data bytes" spare ESC too, but a terminal obeys it.
const ALLOWED_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d]);
const FIRST_PRINTABLE = 0x20;
const DELETE = 0x7f;

// The resource header of WHATWG MIME Sniffing, section 5.2, is 1445 bytes.
const SNIFFED = 1445;

/*
 * WHATWG MIME Sniffing, section 7.1, https://mimesniff.spec.whatwg.org/#rules-for-identifying-an-unknown-mime-type:
 * after white space, one of these followed by a space or ">" is HTML, `<?xml` is XML and `%!PS-Adobe-` PostScript.
 * `<svg` and `<!doctype svg` we add. A document may mention a tag further down; no browser minds, neither do we.
 */
const HTML_TAGS = 'html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg';
const MARKUP = new RegExp(
  `^(?:<(?:!doctype (?:html|svg)|${HTML_TAGS})[\\s/>]|<!--|<\\?xml|%!PS-Adobe-)`,
  'iu',
);

function startsAsMarkup(head: Buffer): boolean {
  const start = head.subarray(0, SNIFFED).toString('utf8');
  return MARKUP.test(start.replace(/^[\uFEFF\s]+/u, ''));
}

function hasForbiddenControl(chunk: Buffer): boolean {
  for (const byte of chunk) {
    if ((byte < FIRST_PRINTABLE && !ALLOWED_CONTROLS.has(byte)) || byte === DELETE) return true;
  }
  return false;
}

function startsAsUtf16(head: Buffer): boolean {
  const mark = head.subarray(0, 2).toString('latin1');
  return mark === '\xFF\xFE' || mark === '\xFE\xFF';
}

/** Reads the whole file, a chunk at a time: bytes far from the beginning decide as much as the first. */
export async function inspectText(path: string): Promise<TextVerdict> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let head: Buffer | undefined;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    // no encoding is set
    if (head === undefined) {
      head = chunk;
      if (startsAsUtf16(head)) return 'otherEncoding';
    }
    if (hasForbiddenControl(chunk)) return 'binary';
    isUtf8 &&= decodes(decoder, chunk);
  }
  isUtf8 &&= decodes(decoder, undefined);
  if (head !== undefined && startsAsMarkup(head)) return 'markup';
  return isUtf8 ? 'text' : 'otherEncoding';
}

function decodes(decoder: TextDecoder, chunk: Buffer | undefined): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false; // `fatal` decoders throw TypeError, and only for bytes that are not UTF-8
  }
}
