import { inflateSync } from 'node:zlib';

const CATALOGUE = /\/Type\s*\/Catalog\b/u;
/** A text that is not empty, or a reference to one (PDF 1.7, 14.9.2). */
const LANGUAGE = /\/Lang\s*(?:\((?!\))|<(?!\s*>)[0-9a-fA-F]|\d+\s+\d+\s+R)/u;
const MAX_DICTIONARY = 256 * 1024;
const MAX_STREAM = 8 * 1024 ** 2;
const MAX_INFLATED = 64 * 1024 ** 2;

function* places(bytes: Buffer, what: string): Generator<number> {
  for (let at = bytes.lastIndexOf(what); at >= 0;) {
    yield at;
    at = at === 0 ? -1 : bytes.lastIndexOf(what, at - 1);
  }
}

/** The object that stands around a place, in the clear. */
function objectAround(bytes: Buffer, at: number): string {
  const from = bytes.subarray(Math.max(0, at - MAX_DICTIONARY), at).lastIndexOf(' obj');
  const start = from < 0 ? at : Math.max(0, at - MAX_DICTIONARY) + from;
  const end = bytes.indexOf('endobj', at);
  const stop = end < 0 ? at + MAX_DICTIONARY : Math.min(end, at + MAX_DICTIONARY);
  return bytes.toString('latin1', start, stop);
}

/** The objects of an object stream (PDF 1.7, 7.5.7): pairs of number and place, then the objects. */
function objectsIn(dictionary: string, content: string): string[] {
  const first = Number(/\/First\s+(\d{1,9})/u.exec(dictionary)?.[1] ?? NaN);
  const numbers = content.slice(0, first).trim().split(/\s+/u).map(Number);
  const starts = numbers.filter((_, index) => index % 2 === 1).map((place) => first + place);
  return starts.map((start, index) => content.slice(start, starts[index + 1]));
}

function catalogueIn(bytes: Buffer, at: number): { found: string | null; inflated: number } {
  const dictionary = objectAround(bytes, at);
  const keyword = bytes.indexOf('stream', at);
  if (keyword < 0 || keyword - at > MAX_DICTIONARY) return { found: null, inflated: 0 };
  const start = keyword + (bytes[keyword + 6] === 0x0d ? 8 : 7);
  const end = bytes.indexOf('endstream', start);
  try {
    const raw = bytes.subarray(start, end < 0 ? undefined : end);
    const content = inflateSync(raw, { maxOutputLength: MAX_STREAM }).toString('latin1');
    const found = objectsIn(dictionary, content).find((object) => CATALOGUE.test(object));
    return { found: found ?? null, inflated: content.length };
  } catch {
    return { found: null, inflated: MAX_STREAM / 8 }; // not deflated, or damaged: none of ours to mend
  }
}

/**
 * Whether a PDF says what language it is in, which a screen reader needs. PDFium does not tell, so the document
 * catalogue is looked for: in the clear, else in the object streams. The last one in the file is the one in force.
 */
export function saysLanguage(bytes: Buffer): boolean {
  for (const at of places(bytes, '/Catalog')) {
    const object = objectAround(bytes, at);
    if (CATALOGUE.test(object)) return LANGUAGE.test(object);
  }
  let inflated = 0;
  for (const at of places(bytes, '/ObjStm')) {
    const one = catalogueIn(bytes, at);
    if (one.found !== null) return LANGUAGE.test(one.found);
    inflated += one.inflated;
    if (inflated > MAX_INFLATED) return false;
  }
  return false;
}
