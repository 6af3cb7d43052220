/**
 * What pdf.js needs for some documents and does not bring along: fonts that every PDF may count on,
 * and the encodings of Chinese, Japanese and Korean. A module of its own, loaded when one is asked for.
 */
const FONTS = import.meta.glob('/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
  eager: true,
});
const ENCODINGS = import.meta.glob('/node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url',
  import: 'default',
  eager: true,
});

const ADDRESSES = new Map(
  Object.entries({ ...FONTS, ...ENCODINGS }).map(([path, url]) => [
    path.slice(path.lastIndexOf('/') + 1),
    url,
  ]),
);

/** @throws Error where there is no such file; pdf.js then does without. */
export async function readPdfData(filename: string): Promise<Uint8Array> {
  const url = ADDRESSES.get(filename);
  if (url === undefined) throw new Error(`There is no ${filename}`);
  // Small files are built in, as text; the content security policy lets no request read that.
  if (url.startsWith('data:')) return bytesOf(url.slice(url.indexOf(',') + 1));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${filename} was answered with ${String(response.status)}`);
  return new Uint8Array(await response.arrayBuffer());
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
