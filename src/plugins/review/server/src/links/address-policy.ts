import ipaddr from 'ipaddr.js';

/** Global unicast (IANA): whatever else IPv6 has is no address of a public server. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** Azure's platform service, which every machine there reaches at this public-looking address. */
const PLATFORM = '168.63.129.16';
/** ISATAP (RFC 5214): the last 32 bits are an IPv4 address that the network delivers to. */
const ISATAP = /^(?:0|200):5efe$/;

function isGlobal(address: ipaddr.IPv6): boolean {
  if (!address.match(GLOBAL_IPV6)) return false;
  const [, , , , high = 0, low = 0] = address.parts;
  return !ISATAP.test(`${high.toString(16)}:${low.toString(16)}`);
}

/**
 * Whether an address belongs to a server on the public internet: not to this machine, a private or shared network, a
 * link, a group, a translation into one of them (IPv4-mapped, NAT64, 6to4, Teredo, ISATAP), or to nobody yet.
 * An allow-list: ranges that are reserved after this was written are refused as well.
 * @param address an IP address as text; anything else is none
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv6 ? isGlobal(parsed) : parsed.toString() !== PLATFORM;
}
