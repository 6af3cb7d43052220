import { isIP, type LookupFunction } from 'node:net';

import { buildConnector } from 'undici';

import { LinkFault } from './fault';
import type { Reach } from './reach';

const CONNECT_MS = 5_000;

function portOf({ port, protocol }: buildConnector.Options): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/**
 * Finds the addresses of a name and answers them only if every one may be reached: a name that leads inside as well
 * as outside is up to something. What was looked at is what is connected to; the name is not asked for again.
 */
function lookupWithin(reach: Reach, port: number): LookupFunction {
  return (host, options, callback) => {
    const answer = async () => {
      const addresses = await reach.resolve(host).catch((cause: unknown) => {
        throw new LinkFault('name', { cause });
      });
      if (addresses.length === 0) throw new LinkFault('name');
      if (!addresses.every((address) => reach.isAddress(address, port))) {
        throw new LinkFault('address');
      }
      return addresses.map((address) => ({ address, family: isIP(address) }));
    };
    answer().then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new LinkFault('name', { cause: error }), []);
      },
    );
  };
}

/**
 * Connects to what is within reach and to nothing else. Here, and not in a lookup alone: an address that is written as
 * a number is never looked up.
 */
export function connectorWithin(reach: Reach): buildConnector.connector {
  return (options, callback) => {
    const port = portOf(options);
    const host = options.hostname.replace(/^\[|\]$/g, '');
    const isWithin = (address: string | undefined) =>
      address !== undefined && reach.isAddress(address, port);
    if (!reach.isPort(port)) {
      callback(new LinkFault('port'), null);
      return;
    }
    if (isIP(host) !== 0 && !isWithin(host)) {
      callback(new LinkFault('address'), null);
      return;
    }
    const connect = buildConnector({
      timeout: CONNECT_MS,
      lookup: lookupWithin(reach, port),
      autoSelectFamily: true,
      ...(reach.trusted !== undefined && { ca: reach.trusted }),
    });
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null);
        return;
      }
      if (isWithin(socket.remoteAddress)) {
        callback(null, socket);
        return;
      }
      socket.destroy();
      callback(new LinkFault('address'), null);
    });
  };
}
