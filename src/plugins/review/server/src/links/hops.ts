import type { LinkReason } from '../../../shared/links';
import { LinkFault } from './fault';
import { parseAddress } from './parse-address';
import type { Reach } from './reach';

export const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Why an address is not asked for, whoever named it; `null` where it is. */
export function refusalOf(reach: Reach, url: URL): LinkReason | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'location';
  if (url.username !== '' || url.password !== '') return 'credentials';
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return reach.isPort(port) ? null : 'port';
}

/** Where a redirect leads, without the fragment, which is never sent. @throws LinkFault */
export function targetOf(from: URL, location: string | null): URL {
  const target = location === null ? null : parseAddress(location, from);
  if (target === null) throw new LinkFault('location');
  target.hash = '';
  return target;
}
