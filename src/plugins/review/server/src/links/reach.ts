import { Resolver } from 'node:dns/promises';

import { isPublicAddress } from './address-policy';

/** What of the network links are looked at, and how names are found there. */
export interface Reach {
  /** Asked of every address before anything is sent to it, and again of the one that was connected. */
  isAddress: (address: string, port: number) => boolean;
  isPort: (port: number) => boolean;
  /** All the addresses of a host. @throws where it has none */
  resolve: (host: string) => Promise<string[]>;
  /** Least time between two requests to one host, in milliseconds. */
  gapMs: number;
  /** Certificates (PEM) trusted instead of the usual ones. */
  trusted?: string;
}

// Not the operating system's lookup: it blocks one of few threads for as long as a slow name server likes, and it
// knows names from files that mean something on this machine only.
const RESOLVER_OPTIONS = { timeout: 2_000, tries: 2 };

async function resolvePublicly(host: string): Promise<string[]> {
  const resolver = new Resolver(RESOLVER_OPTIONS);
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = found.flatMap((family) => (family.status === 'fulfilled' ? family.value : []));
  if (addresses.length > 0) return addresses;
  const [first] = found;
  throw new Error(`No address of ${host} was found`, {
    cause: first.status === 'rejected' ? first.reason : undefined,
  });
}

/** The public internet, on the two ports of the web. There is no setting that widens it (decision 0029). */
export const PUBLIC_INTERNET: Reach = {
  isAddress: isPublicAddress,
  isPort: (port) => port === 80 || port === 443,
  resolve: resolvePublicly,
  gapMs: 1_000,
};
