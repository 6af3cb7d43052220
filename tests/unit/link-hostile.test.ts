import { createServer as createTcpServer, type AddressInfo } from 'node:net';

import type { Reach } from '../../src/plugins/review/server/src/links/reach';
import { look as lookWithin, redirectAt, serveOddities } from '../helpers/oddities';
import { reachOf, serve, serveAlso, type Site } from '../helpers/web';

let site: Site;
/** What must never be asked; and the same on the port of the site, at another address. */
let inside: Site;
let beside: Site;
beforeAll(async () => {
  inside = await serve((_, response) => response.end('secret'));
  site = await serveOddities();
  beside = await serveAlso('127.0.0.2', site.port);
});
afterAll(async () => {
  await Promise.all([site.stop(), inside.stop(), beside.stop()]);
});

const look = (url: string, more: Partial<Reach> = {}) => lookWithin(url, reachOf([site], more));
const to = (status: number, at: string) => redirectAt(site, status, at);

/** Ways to write this machine and its network, with the port of what must not be asked. */
const INSIDE = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '１２７.０.０.１',
  '127。0。0。1',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '224.0.0.1',
  '255.255.255.255',
];

describe('what is inside is never asked', () => {
  // Every port is open here, so that only the address is in the way.
  const isPort = () => true;

  it.each(INSIDE)('by its address: %s', async (host) => {
    const finding = await look(`http://${host}:${String(inside.port)}/`, { isPort });
    expect(finding).toMatchObject({ outcome: 'failed', reason: 'address' });
    expect(inside.requests).toEqual([]);
  });

  it.each(INSIDE)('by a redirect: %s', async (host) => {
    const finding = await look(to(302, `http://${host}:${String(inside.port)}/`), { isPort });
    expect(finding).toMatchObject({ outcome: 'failed', reason: 'address' });
    expect(inside.requests).toEqual([]);
  });

  it('by a name that leads there, alone or among others', async () => {
    const names = [
      ['127.0.0.1'],
      ['93.184.215.14', '127.0.0.1'],
      ['2606:4700::1111', '::1'],
      ['::ffff:127.0.0.1'],
    ];
    for (const addresses of names) {
      const resolve = () => Promise.resolve(addresses);
      const finding = await look(inside.at('evil.test'), { isPort, resolve });
      expect(finding).toMatchObject({ outcome: 'failed', reason: 'address' });
    }
    expect(inside.requests).toEqual([]);
  });

  it('by a name that leads elsewhere when it is asked for again', async () => {
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    const resolve = () => Promise.resolve([answers[Math.min(asked++, 1)] ?? '']);
    // HEAD is refused, so that the host is asked again.
    const finding = await look(site.at('rebinding.test', '/only-get/405'), { resolve });
    expect(asked).toBe(2);
    expect(finding).toMatchObject({ outcome: 'failed', reason: 'address' });
    expect(beside.requests).toEqual([]);
  });

  it('though the address that was connected is another than was looked at', async () => {
    let first = true;
    // An address that passes once: only what is really connected counts the second time.
    const isAddress = (address: string) => {
      const passes = first || address !== '127.0.0.1';
      first = false;
      return passes;
    };
    const finding = await look(inside.at('evil.test'), { isPort, isAddress });
    expect(finding).toMatchObject({ outcome: 'failed', reason: 'address' });
    expect(inside.requests).toEqual([]);
  });
});

describe('a hostile server costs little', () => {
  it('that is silent: ten seconds in all', async () => {
    const begun = Date.now();
    expect(await look(site.at('a.test', '/silent'))).toMatchObject({ reason: 'timeout' });
    expect(Date.now() - begun).toBeLessThan(20_000);
  }, 40_000);

  it('that sends its headers a byte at a time: ten seconds in all', async () => {
    const drips = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      const timer = setInterval(() => socket.write('x'), 200);
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      socket.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((done) => drips.listen(0, '127.0.0.1', done));
    const { port } = drips.address() as AddressInfo;
    const begun = Date.now();
    const reach = reachOf([{ port }]);
    expect(await look(`http://a.test:${String(port)}/`, reach)).toMatchObject({
      reason: 'timeout',
    });
    expect(Date.now() - begun).toBeLessThan(20_000);
    drips.close();
  }, 40_000);

  it.each(['/endless', '/bomb'])('that has a body without end: %s', async (path) => {
    const before = process.memoryUsage().rss;
    expect(await look(site.at('a.test', path))).toMatchObject({ outcome: 'good' });
    expect(process.memoryUsage().rss - before).toBeLessThan(600 << 20);
  });
});
