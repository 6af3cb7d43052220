const MAX_LENGTH = 150;
const NAMELESS = 'document';

// What Strapi's upload refuses in a name, and what Windows reserves.
const RESERVED_CHARACTERS = /[<>:"/\\|?*]/gu;
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)$/iu;

// Controls, lone surrogates (they cannot be percent-encoded into a header), line separators, and the
// characters that turn the reading direction: "fdp.exe" written right to left reads "exe.pdf".
// The joiners U+200C and U+200D stay: Persian and many emoji need them.
const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

const EXTENSION = /\.[a-z][a-z0-9]{1,4}$/iu;

function cutTo(text: string, length: number): string {
  if (text.length <= length) return text;
  // By code point, so that no character outside the basic plane is cut in half.
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > length) break;
    cut += character;
  }
  return cut;
}

function cleanBase(base: string): string {
  const trimmed = base.replace(/^[.\s]+|[.\s]+$/gu, '');
  if (trimmed === '') return NAMELESS;
  return RESERVED_NAME.test(trimmed) ? `_${trimmed}` : trimmed;
}

function join(base: string, ext: string): string {
  return cutTo(base, MAX_LENGTH - ext.length).trimEnd() + ext;
}

function withoutPath(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const visible = last.normalize('NFC').replace(INVISIBLE, '').replace(RESERVED_CHARACTERS, ' ');
  return visible.replace(/\s+/gu, ' ').trim();
}

/**
 * A name that is safe to store, show and send: no path, nothing invisible, nothing a file system
 * reserves, in Unicode NFC, at most 150 characters with its extension kept, never empty.
 */
export function cleanFileName(name: string): string {
  const bare = withoutPath(name);
  const ext = EXTENSION.exec(bare)?.[0] ?? '';
  const base = bare.slice(0, bare.length - ext.length);
  // ".pdf" alone is a name without extension to a file system; here it is an extension without name.
  return join(cleanBase(base), ext);
}

/**
 * A clean name that ends with `ext`, whatever it ended with before: a PDF called `report.pdf.exe`
 * becomes `report.pdf`. `ext` begins with a dot.
 */
export function fileNameWithExtension(name: string, ext: string): string {
  const clean = cleanFileName(name);
  const rightAlready = clean.toLowerCase().endsWith(ext);
  const base = rightAlready ? clean.slice(0, -ext.length) : clean.replace(EXTENSION, '');
  const bare = base.toLowerCase().endsWith(ext) ? base.slice(0, -ext.length) : base;
  return join(cleanBase(bare), ext);
}

/** The extension a name claims, in lower case with its dot, or ''. A claim, not a fact. */
export function claimedExtension(name: string): string {
  return EXTENSION.exec(cleanFileName(name))?.[0].toLowerCase() ?? '';
}
