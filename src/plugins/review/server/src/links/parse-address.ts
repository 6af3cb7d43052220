/** Not `URL.canParse`: once Node 20 has optimised it, it takes an address with letters such as ü for broken. */
export function parseAddress(text: string, base?: URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
