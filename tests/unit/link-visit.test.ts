import type { Reach } from '../../src/plugins/review/server/src/links/reach';
import { look as lookWithin, redirectAt, serveOddities } from '../helpers/oddities';
import { makeCertificate, reachOf, serveSecurely, type Site } from '../helpers/web';

let site: Site;
beforeAll(async () => {
  site = await serveOddities();
});
afterAll(async () => {
  await site.stop();
});

const look = (url: string, more: Partial<Reach> = {}) => lookWithin(url, reachOf([site], more));
const to = (status: number, at: string) => redirectAt(site, status, at);

describe('a link is', () => {
  it.each([
    ['/200', 'good', null, 200],
    ['/204', 'good', null, 204],
    ['/404', 'failed', 'gone', 404],
    ['/410', 'failed', 'gone', 410],
    ['/400', 'failed', 'status', 400],
    ['/500', 'failed', 'server', 500],
    ['/503', 'failed', 'server', 503],
    ['/401', 'refused', 'forbidden', 401],
    ['/403', 'refused', 'forbidden', 403],
    ['/451', 'refused', 'forbidden', 451],
    ['/429', 'refused', 'busy', 429],
    ['/headers', 'failed', 'protocol', null],
  ])('%s: %s %s', async (path, outcome, reason, status) => {
    expect(await look(site.at('a.test', path))).toMatchObject({ outcome, reason, status });
  });

  it.each([403, 404, 405, 500, 501])('asked by GET where HEAD answers %d', async (status) => {
    site.requests.length = 0;
    const finding = await look(site.at('a.test', `/only-get/${String(status)}`));
    expect(finding.outcome).toBe('good');
    expect(site.requests.map((request) => request.split(' ')[0])).toEqual(['HEAD', 'GET']);
  });

  it('asked by GET where HEAD is hung up on', async () => {
    expect((await look(site.at('a.test', '/drops-head'))).outcome).toBe('good');
  });

  it('asked without its fragment', async () => {
    site.requests.length = 0;
    expect((await look(site.at('a.test', '/200#part'))).outcome).toBe('good');
    expect(site.requests).toEqual(['HEAD /200']);
  });

  it('failed where the name is known to nobody, and where nobody listens', async () => {
    expect(await look('http://nowhere.invalid/')).toMatchObject({
      outcome: 'failed',
      reason: 'name',
    });
    const isPort = () => true;
    const isAddress = () => true;
    // A port that no system hands out, to other tests for instance.
    expect(await look('http://a.test:1/', { isPort, isAddress })).toMatchObject({
      reason: 'connection',
    });
  });
});

describe('a redirect', () => {
  it('is followed, and one for good is suggested', async () => {
    const target = site.at('b.test', '/200');
    expect(await look(to(301, target))).toMatchObject({ outcome: 'good', suggestedUrl: target });
    expect(await look(to(308, target))).toMatchObject({ outcome: 'good', suggestedUrl: target });
    expect(await look(to(302, target))).toMatchObject({ outcome: 'good', suggestedUrl: null });
  });

  it('for good is suggested as far as it is for good', async () => {
    const temporary = to(307, site.at('c.test', '/200'));
    expect(await look(to(301, temporary))).toMatchObject({
      outcome: 'good',
      suggestedUrl: temporary,
    });
    expect(await look(to(302, to(301, site.at('c.test', '/200'))))).toMatchObject({
      suggestedUrl: null,
    });
  });

  it('to what is gone is suggested to nobody', async () => {
    expect(await look(to(301, site.at('b.test', '/404')))).toEqual({
      outcome: 'failed',
      reason: 'gone',
      status: 404,
      suggestedUrl: null,
    });
  });

  it('that leads round in a circle is given up; with a cookie nothing can be said', async () => {
    expect(await look(site.at('a.test', '/to/302?at=%2Fto%2F302%3Fat%3D'))).toMatchObject({
      outcome: 'failed',
    });
    expect(await look(site.at('a.test', '/cookie/'))).toMatchObject({
      outcome: 'refused',
      reason: 'cookies',
    });
    expect(site.requests.filter((request) => request.includes('cookie'))).toHaveLength(9);
  });

  it.each([
    ['ftp://a.test/', 'location'],
    ['javascript:alert(1)', 'location'],
    ['file:///etc/passwd', 'location'],
    ['http://[::1', 'location'],
    ['http://user:secret@a.test/', 'credentials'],
    ['http://a.test:22/', 'port'],
    ['http://a.test:6379/', 'port'],
  ])('to %s is not followed: %s', async (at, reason) => {
    expect((await look(to(302, at))).reason).toBe(reason);
  });
});

describe('a certificate', () => {
  const handler = (_: unknown, response: { end: () => void }) => {
    response.end();
  };

  it('that is trusted and of the name is taken, one of another name is not', async () => {
    const certificate = makeCertificate('good.test');
    const secure = await serveSecurely(certificate, handler);
    const reach = reachOf([secure], { trusted: certificate.cert });
    expect(await look(secure.at('good.test'), reach)).toMatchObject({ outcome: 'good' });
    expect(await look(secure.at('other.test'), reach)).toMatchObject({
      outcome: 'failed',
      reason: 'certificate',
    });
    expect(await look(secure.at('good.test'), reachOf([secure]))).toMatchObject({
      reason: 'certificate',
    });
    await secure.stop();
  });
});
