import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isPublicAddress } from '../../src/plugins/review/server/src/links/address-policy';
import type { Reach } from '../../src/plugins/review/server/src/links/reach';

/** A web server of the tests, standing for one outside. */
export interface Site {
  port: number;
  /** `GET /path`, in the order they came. */
  requests: string[];
  /** When each of them came, in milliseconds. */
  times: number[];
  /** Its address by a name of the tests, `http://good.test:1234`. */
  at: (host: string, path?: string) => string;
  stop: () => Promise<void>;
}

async function listen(
  server: Server,
  scheme: string,
  seen: Pick<Site, 'requests' | 'times'>,
  place = { address: '127.0.0.1', port: 0 },
): Promise<Site> {
  await new Promise<void>((done) => {
    server.listen(place.port, place.address, done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...seen,
    port,
    at: (host, path = '/') => `${scheme}://${host}:${String(port)}${path}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

function noting(handler: RequestListener): [RequestListener, Pick<Site, 'requests' | 'times'>] {
  const seen = { requests: [] as string[], times: [] as number[] };
  return [
    (request, response) => {
      seen.requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
      seen.times.push(Date.now());
      handler(request, response);
    },
    seen,
  ];
}

export function serve(handler: RequestListener): Promise<Site> {
  const [listener, seen] = noting(handler);
  return listen(createServer(listener), 'http', seen);
}

/** Another one, at an address and port of its own. */
export function serveAlso(address: string, port: number): Promise<Site> {
  const [listener, seen] = noting((_, response) => {
    response.end('secret');
  });
  return listen(createServer(listener), 'http', seen, { address, port });
}

export interface Certificate {
  key: string;
  cert: string;
}

/** A certificate for a name that nobody but itself vouches for, made now. */
export function makeCertificate(host: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'accession-cert-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}

export function serveSecurely(certificate: Certificate, handler: RequestListener): Promise<Site> {
  const [listener, seen] = noting(handler);
  return listen(createSecureServer(certificate, listener), 'https', seen);
}

/**
 * The public internet, and of this machine the ports of these sites. Names that end in `.test` lead to it; of any other
 * nobody knows.
 */
export function reachOf(sites: readonly Pick<Site, 'port'>[], more: Partial<Reach> = {}): Reach {
  const ports = new Set(sites.map(({ port }) => port));
  return {
    isAddress: (address, port) =>
      isPublicAddress(address) || (address === '127.0.0.1' && ports.has(port)),
    isPort: (port) => port === 80 || port === 443 || ports.has(port),
    resolve: (host) =>
      host.endsWith('.test')
        ? Promise.resolve(['127.0.0.1'])
        : Promise.reject(new Error(`Nobody knows ${host}`)),
    gapMs: 0,
    ...more,
  };
}
