import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { until } from '../helpers/kept';
import { submitDocument, uniqueTitle } from '../helpers/library';
import { createMember, type Member } from '../helpers/people';
import { verifyLog } from '../helpers/review-command';
import { nameOf, removedBytes, storedNames, sweepIn, timesRemoved } from '../helpers/stored-files';

let app: TestApp;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

describe('the sweep', () => {
  const folder = () => join(app.publicFolder, 'uploads');

  /** Bytes as a crash leaves them, between storing and committing. */
  async function stray(name: string, hoursOld: number): Promise<Buffer> {
    const bytes = await makePdf(uniqueTitle('Stray'));
    await writeFile(join(folder(), name), bytes);
    const then = new Date(Date.now() - hoursOld * 3_600_000);
    await utimes(join(folder(), name), then, then);
    return bytes;
  }

  it('removes bytes that no row knows, by the names that are given here, and logs them', async () => {
    const names = [
      `${'0a'.repeat(16)}.pdf`,
      'minutes_0123456789.pdf',
      'thumbnail_x_0123456789.png',
    ];
    const bytes = await Promise.all(names.map((name) => stray(name, 25)));
    await sweepIn(app, 0);
    expect((await readdir(folder())).filter((name) => names.includes(name))).toEqual([]);
    expect(await Promise.all(bytes.map((each) => timesRemoved(app, each)))).toEqual([1, 1, 1]);
    expect(await verifyLog(app)).toMatchObject({ code: 0 });
  });

  it('leaves what may be an upload under way, and what is not named here', async () => {
    const names = [`${'0b'.repeat(16)}.pdf`, 'README.txt', 'logo.png'];
    await stray(names[0] ?? '', 23);
    for (const name of names.slice(1)) await stray(name, 1000);
    await sweepIn(app, 0);
    expect((await readdir(folder())).filter((name) => names.includes(name)).sort()).toEqual(
      [...names].sort(),
    );
  });

  it('leaves what rows know, smaller pictures of theirs included', async () => {
    const bytes = await makePdf('Known');
    await submitDocument(app, member, {}, bytes);
    const name = await nameOf(app, bytes);
    const thumbnail = `thumbnail_${name}`;
    await stray(thumbnail, 48);
    await sweepIn(app, 10);
    expect(await storedNames(app)).toEqual(expect.arrayContaining([name, thumbnail]));
  });

  it('removes nothing where most of what it finds is unknown', async () => {
    const names = Array.from(
      { length: 120 },
      (_, index) => `${index.toString(16).padStart(32, 'c')}.pdf`,
    );
    for (const name of names) await stray(name, 48);
    const before = (await removedBytes(app)).length;
    await sweepIn(app, 0);
    const left = await storedNames(app);
    expect(names.filter((name) => !left.includes(name))).toEqual([]);
    expect((await removedBytes(app)).length).toBe(before);
  });
});

it('what rolls back leaves no bytes, without a sweep', async () => {
  const before = await storedNames(app);
  // Complete, so that it is refused when the file is stored already.
  const values = {
    title: uniqueTitle('No'),
    description: 'A file of nothing',
    publishedDate: 'yesterday',
  };
  const form = new FormData();
  form.append('data', JSON.stringify(values));
  form.append('file', new Blob([new Uint8Array(await makePdf('Good'))]), 'good.pdf');
  const { status } = await api(app.url).as(member.jwt).post('/api/submissions/documents', form);
  expect(status).toBe(400);
  await until('the bytes are gone', async () => (await storedNames(app)).length === before.length);
});
