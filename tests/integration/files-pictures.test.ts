import { startApp, type TestApp } from '../helpers/app';
import { makePng } from '../helpers/files';
import { api } from '../helpers/http';
import { contentManager, DOCUMENT, uniqueTitle } from '../helpers/library';
import { createAdmin, type Admin } from '../helpers/people';

let app: TestApp;
let root: Admin;
beforeAll(async () => {
  app = await startApp();
  root = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

interface Picture {
  id: number;
  url: string;
  formats: Record<string, { url: string }>;
}

async function uploadPicture(): Promise<Picture> {
  const form = new FormData();
  form.append(
    'files',
    new Blob([new Uint8Array(makePng(800, 600))], { type: 'image/png' }),
    'a.png',
  );
  const { body } = await api(app.url).as(root.token).post<Picture[]>('/upload', form);
  if (body[0] === undefined) throw new Error('No picture was taken in');
  return body[0];
}

/** The addresses of a picture: its own, and of the smaller ones Strapi makes of it. */
function addressesOf({ url, formats }: Picture): string[] {
  return [url, ...Object.values(formats).map((format) => format.url)];
}

const REQUESTS: RequestInit[] = [{}, { method: 'HEAD' }, { headers: { range: 'bytes=0-3' } }];

async function statusesOf(addresses: readonly string[]): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (const address of addresses) {
    for (const init of REQUESTS) {
      const answer = await api(app.url).raw(address, init);
      await answer.arrayBuffer();
      statuses.add(answer.status);
    }
  }
  return statuses;
}

describe('a picture of the media library', () => {
  it('is public, and lets nothing in it run', async () => {
    const addresses = addressesOf(await uploadPicture());
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) {
      const { status, headers } = await api(app.url).raw(address);
      expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    }
  });

  it('is at no address in any size once an item that waits has it', async () => {
    const picture = await uploadPicture();
    const values = { title: uniqueTitle('Pictured'), description: 'A picture', file: picture.id };
    const item = await api(app.url).as(root.token).post(contentManager(DOCUMENT), values);
    expect(item.status).toBe(201);
    expect(await statusesOf(addressesOf(picture))).toEqual(new Set([404]));
  });
});

describe('a logo of the admin panel', () => {
  async function setLogo(bytes: Buffer, type: string, name: string): Promise<string> {
    const form = new FormData();
    form.append('menuLogo', new Blob([new Uint8Array(bytes)], { type }), name);
    const { body } = await api(app.url)
      .as(root.token)
      .post<{ menuLogo?: { url: string } | null }>('/admin/project-settings', form);
    return body.menuLogo?.url ?? '';
  }

  it('is public where it is a picture', async () => {
    const url = await setLogo(makePng(40, 40), 'image/png', 'logo.png');
    const { status, headers } = await api(app.url).raw(url);
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  });

  it('is served to nobody where it is a drawing, which may hold scripts', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>alert(1)</script></svg>',
    );
    const url = await setLogo(svg, 'image/svg+xml', 'logo.svg');
    expect(url).toMatch(/\.svg$/);
    expect(await statusesOf([url])).toEqual(new Set([404]));
  });
});
