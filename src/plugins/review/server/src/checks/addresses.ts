import { linkKey } from '../links/linked-types';
import { parseAddress } from '../links/parse-address';

const LONGEST = 2048;

/** An address as the library keeps it, or `null` for what it would not take. */
export function normalAddress(text: string): string | null {
  const url = parseAddress(text.trim());
  if (url === null || !/^https?:$/u.test(url.protocol)) return null;
  if (url.username !== '' || url.password !== '' || url.href.length > LONGEST) return null;
  return url.href;
}

/**
 * The ways in which the same address is written: with `http` or `https`, with a slash at its end or without. What
 * follows `#` is a place within the same page.
 * @param address in its normal form
 */
export function spellingsOf(address: string): string[] {
  const rest = linkKey(address).replace(/^https?:\/\//u, '');
  const trimmed = rest.replace(/\/$/u, '');
  // Before a question mark a slash means something, and an address with nothing behind its host always has one.
  const ends = rest.includes('?') || !trimmed.includes('/') ? [rest] : [trimmed, `${trimmed}/`];
  return ends.flatMap((end) => [`https://${end}`, `http://${end}`]);
}
