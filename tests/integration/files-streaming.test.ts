import { request } from 'node:http';

import { startApp, type TestApp } from '../helpers/app';
import { createAdmin, createMember } from '../helpers/people';
import { temporaryUploads, untilUploadsAreGone } from '../helpers/temporary-uploads';

const MEGABYTE = 1024 ** 2;
const BOUNDARY = 'part-of-a-form';

let app: TestApp;
let tokens: Record<'member' | 'root', string>;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_MAX_FILE_SIZE_MB: '2' } });
  tokens = {
    member: (await createMember(app)).jwt,
    root: (await createAdmin(app, 'strapi-super-admin')).token,
  };
});
afterAll(async () => {
  await app.stop();
});

/**
 * Sends a file that never ends and says no length beforehand, until it is stopped.
 * @returns what was answered, and how many bytes went out before
 */
function sendEndlessly(
  path: string,
  token: string,
  isFile = true,
): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let status: number | undefined;
    const upload = request(`${app.url}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
      },
    });
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const more = (): void => {
      // Far above any limit: something else must be wrong.
      if (status !== undefined || sent > 200 * MEGABYTE) {
        upload.destroy();
        resolve({ status: status ?? 0, sent });
        return;
      }
      sent += chunk.length;
      // The server runs in this process too, and must have its turn.
      const later = (): void => void setTimeout(more, 2);
      // What nobody takes yet stays here: the server may have to wait for its database before it reads.
      if (upload.write(chunk)) later();
      else upload.once('drain', later);
    };
    upload.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.resume();
      upload.destroy();
      resolve({ status, sent });
    });
    upload.on('error', (error) => {
      if (status === undefined) reject(error);
    });
    const named = 'Content-Disposition: form-data; name="file"; filename="a.txt"';
    // Without a type formidable takes it for a text field, which has a limit of its own.
    const typed = isFile ? '\r\nContent-Type: text/plain' : '';
    upload.write(`--${BOUNDARY}\r\n${named}${typed}\r\n\r\n`);
    more();
  });
}

describe.each([
  ['a file', 'a submission', '/api/submissions/documents', 'member', true],
  ['a text', 'a submission', '/api/submissions/documents', 'member', false],
  ['a file', 'the media library', '/upload', 'root', true],
] as const)('%s without end, sent to %s', (_what, _door, path, who, isFile) => {
  it('is stopped soon after the limit, and leaves nothing', async () => {
    const before = await temporaryUploads();
    const { status, sent } = await sendEndlessly(path, tokens[who], isFile);
    expect(status).toBe(413);
    // The limit, and what lay in buffers on the way.
    expect(sent).toBeLessThan(8 * MEGABYTE);
    await untilUploadsAreGone(before);
  });
});

it.each(['/api/submissions/documents', '/api/upload', '/upload'])(
  'a file without end from nobody is refused before it is read: %s',
  async (path) => {
    const before = await temporaryUploads();
    const { status, sent } = await sendEndlessly(path, 'nobody');
    expect(status).toBe(401);
    expect(sent).toBeLessThan(8 * MEGABYTE);
    await untilUploadsAreGone(before);
  },
);
