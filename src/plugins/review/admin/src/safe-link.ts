export interface SafeLink {
  href: string;
  /** Where it leads, as the browser will look it up: letters of other scripts in their ASCII form. */
  host: string;
}

/** The link to open, or `null` where following the address would not open a web page. */
export function safeLink(address: string): SafeLink | null {
  try {
    const { protocol, href, host } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? { href, host } : null;
  } catch {
    return null;
  }
}
