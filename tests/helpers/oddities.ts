import { gzipSync } from 'node:zlib';

import type { Reach } from '../../src/plugins/review/server/src/links/reach';
import { visit, type Finding } from '../../src/plugins/review/server/src/links/visit';
import { serve, type Site } from './web';

const longBody = Buffer.alloc(1 << 20, 'x');
/** Made before anyone asks for it, who waits ten seconds at most: it takes a busy machine some of them. */
const bomb = gzipSync(Buffer.alloc(200 << 20));

/** Servers send the bytes of UTF-8, whatever the standard says. */
function asSent(location: string): string {
  return Buffer.from(location, 'utf8').toString('latin1');
}

/**
 * A server that answers as the path says: `/404` with that status, `/to/301?at=…` with a redirect, `/only-get/405` with
 * that status to HEAD, and some ways in which servers behave badly.
 */
export function serveOddities(): Promise<Site> {
  return serve((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const [, status, location] = url.pathname.split('/', 3);
    const head = request.method === 'HEAD';
    switch (status) {
      case 'to':
        response
          .writeHead(Number(location), { location: asSent(url.searchParams.get('at') ?? '') })
          .end();
        break;
      case 'only-get':
        response.writeHead(head ? Number(location) : 200).end();
        break;
      case 'cookie':
        response.writeHead(302, { location: url.pathname + 'x', 'set-cookie': 'a=b' }).end();
        break;
      case 'silent':
        break;
      case 'drops-head':
        if (head) request.socket.destroy();
        else response.end('here');
        break;
      case 'endless':
        if (head) response.writeHead(405).end();
        else {
          response.writeHead(200);
          const send = () => {
            while (response.write(longBody));
          };
          response.on('drain', send);
          send();
        }
        break;
      case 'bomb':
        response.writeHead(head ? 405 : 200, { 'content-encoding': 'gzip' });
        response.end(bomb);
        break;
      case 'headers':
        response.setHeader('x-large', 'y'.repeat(60_000)).end();
        break;
      default:
        response.writeHead(Number(status) || 200).end();
    }
  });
}

/** One look at a link, without waiting for turns and asking for rules. */
export function look(url: string, reach: Reach): Promise<Finding> {
  return visit(
    {
      reach,
      userAgent: 'AccessionLinkCheck/1.0 (+https://library.test)',
      takeTurn: () => Promise.resolve(),
      mayVisit: () => Promise.resolve('yes'),
    },
    url,
  );
}

export function redirectAt(site: Site, status: number, at: string): string {
  return site.at('a.test', `/to/${String(status)}?at=${encodeURIComponent(at)}`);
}
