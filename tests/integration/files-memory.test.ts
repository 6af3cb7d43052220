import { get, request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { startApp, type TestApp } from '../helpers/app';
import { approve, detail, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { stableAddress } from '../helpers/stored-files';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';

const MEGABYTE = 1024 ** 2;
/** Far more than what lies in buffers on the way. */
const SIZE = 96 * MEGABYTE;
const BOUND = 64 * MEGABYTE;

let app: TestApp;
let root: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_MAX_FILE_SIZE_MB: '100' } });
  root = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * The most that buffers took beside what they took before; server and client are this process. What nobody holds any
 * more counts for nothing, however late it would be collected on a busy machine.
 */
async function mostDuring(work: () => Promise<unknown>): Promise<number> {
  collect();
  const before = process.memoryUsage().arrayBuffers;
  const taken = (): number => process.memoryUsage().arrayBuffers - before;
  let most = 0;
  const timer = setInterval(() => {
    if (taken() >= BOUND) collect();
    most = Math.max(most, taken());
  }, 2);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most;
}

const BOUNDARY = 'part-of-a-form';
const part = (name: string, more = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;

function* largeForm(): Generator<Buffer> {
  const data = { title: 'A long text', description: 'As long as it may be' };
  yield Buffer.from(`${part('data')}${JSON.stringify(data)}\r\n`);
  yield Buffer.from(part('file', '; filename="long.txt"\r\nContent-Type: text/plain'));
  const line = Buffer.alloc(64 * 1024, `${'words '.repeat(20)}\n`);
  for (let sent = 0; sent < SIZE; sent += line.length) yield line;
  yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}

async function submitLarge(): Promise<SubmissionView> {
  const upload = request(`${app.url}/api/submissions/documents`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${member.jwt}`,
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upload.on('response', resolve).on('error', reject);
  });
  Readable.from(largeForm()).pipe(upload);
  const chunks: Buffer[] = [];
  for await (const chunk of (await answered) as AsyncIterable<Buffer>) chunks.push(chunk);
  const { data } = JSON.parse(Buffer.concat(chunks).toString()) as Envelope<SubmissionView>;
  return data;
}

function download(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(`${app.url}${path}`, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => (size += chunk.length));
      response.on('end', () => {
        resolve(size);
      });
    }).on('error', reject);
  });
}

it('a file as large as may be is nowhere whole in memory: sent, approved, fetched', async () => {
  let submission: SubmissionView | undefined;
  const sending = await mostDuring(async () => (submission = await submitLarge()));
  if (submission === undefined) throw new Error('Nothing was submitted');
  const sent = submission;
  expect((await detail(app, root, sent.id)).state).toBe('pending');
  const approving = await mostDuring(() => approve(app, root, sent));
  let size = 0;
  const fetching = await mostDuring(async () => (size = await download(stableAddress(sent))));
  expect(size).toBe(SIZE);
  const most = Math.max(sending, approving, fetching);
  expect(most).toBeLessThan(BOUND);
}, 180_000);
