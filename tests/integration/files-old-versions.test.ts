import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';
import {
  liveDocument,
  nameOf,
  removeUnusedIn,
  sendAnotherFile,
  stableAddress,
  versionAddress,
  type LiveDocument,
} from '../helpers/stored-files';

let app: TestApp;
let root: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  root = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  await changeSettings(app, { oldFiles: 'redirect' });
});

async function statusOf(path: string, init: RequestInit = {}): Promise<number> {
  const answer = await api(app.url).raw(path, init);
  await answer.arrayBuffer();
  return answer.status;
}

describe('the address of a file that another one replaced', () => {
  let first: LiveDocument;
  let second: Buffer;
  beforeAll(async () => {
    first = await liveDocument(app, member, root);
    second = await sendAnotherFile(app, member, first.submission, 'second edition.pdf');
    await approve(app, root, first.submission);
  });
  const old = (name?: string) => versionAddress(first.submission, first.bytes, name);

  it('leads to the new one, unless the editors say otherwise', async () => {
    const answer = await api(app.url).raw(old());
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      versionAddress(first.submission, second, 'second edition.pdf'),
    ]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60, must-revalidate');
    const saved = await api(app.url).raw(`${old()}?download`);
    expect(saved.headers.get('location')).toMatch(/second%20edition\.pdf\?download$/);
  });

  it('serves the old bytes where the editors want that', async () => {
    await changeSettings(app, { oldFiles: 'serve' });
    const answer = await api(app.url).raw(old());
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect(answer.headers.get('link')).toContain('/file>; rel="latest-version"');
    expect(Buffer.from(await answer.arrayBuffer()).equals(first.bytes)).toBe(true);
    expect(await statusOf(old('x.pdf'))).toBe(302);
  });

  it('answers 410 where the editors want that, and the new one is where it was', async () => {
    await changeSettings(app, { oldFiles: 'gone' });
    expect(await statusOf(old())).toBe(410);
    expect(await statusOf(versionAddress(first.submission, second, 'second edition.pdf'))).toBe(
      200,
    );
  });

  it('leads to the new one once its bytes were removed, even where it would be served', async () => {
    await removeUnusedIn(app, 31);
    await changeSettings(app, { oldFiles: 'serve' });
    expect(await statusOf(old())).toBe(302);
  });
});

describe('what is served', () => {
  it('is what was approved, whatever an editor does to the stored file', async () => {
    const { submission, bytes } = await liveDocument(app, member, root);
    const [file] = await app.sql<{ id: number }>('select id from files where hash || ext = $1', [
      await nameOf(app, bytes),
    ]);
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(await makePdf('Swapped'))]), 'report.pdf');
    const replaced = await api(app.url).as(root.token).post(`/upload?id=${file?.id}`, body);
    expect(replaced.status).toBe(409);
    const served = await api(app.url).raw(stableAddress(submission));
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('stays what was approved while another file waits', async () => {
    const { submission, bytes } = await liveDocument(app, member, root);
    await sendAnotherFile(app, member, submission);
    const served = await api(app.url).raw(stableAddress(submission));
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
  });
});
