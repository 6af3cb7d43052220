/** Everything XML 1.0 cannot hold, however it is written: control characters, lone surrogates, U+FFFE and U+FFFF. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Content and our attributes do without, but the protocol of sitemaps does not.
  "'": '&apos;',
};

/** What of a text XML can hold. */
export function legible(text: string): string {
  return text.replace(ILLEGAL, '');
}

/** A text as XML, for content and for attributes in double quotes. Line ends become line feeds. */
export function xml(text: string): string {
  return legible(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** An element with a text in it, or nothing where there is no text. */
export function element(name: string, text: string | null, attributes = ''): string {
  return text === null || text === '' ? '' : `<${name}${attributes}>${xml(text)}</${name}>`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
