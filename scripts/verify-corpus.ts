import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { HOSTILE, REAL_FILES, type CorpusFile } from './corpus';
import { main, throwIfInterrupted } from './processes';
import type { Checked } from './verify/check-one';

const CHECK_ONE = resolve('dist', 'scripts', 'verify', 'check-one.js');

/**
 * `npm run verify:corpus`: has each file of the corpus checked in a process of its own, and prints file, verdict,
 * time and memory as a table for Markdown. Fails where a verdict is not the one expected.
 */
void main(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accession-corpus-'));
  let wrong = 0;
  try {
    console.log('| file | what it is | size | verdict | time | memory |');
    console.log('| --- | --- | --: | --- | --: | --: |');
    for (const file of [...REAL_FILES, ...HOSTILE]) {
      throwIfInterrupted();
      const path = join(folder, 'file');
      const bytes = await file.make();
      await writeFile(path, bytes);
      const checked = await checkInProcess(path, file.name);
      const expected = isExpected(file, checked);
      if (!expected) wrong += 1;
      console.log(lineOf(file, bytes.length, checked) + (expected ? '' : ' WRONG'));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`\n${String(REAL_FILES.length)} real and ${String(HOSTILE.length)} hostile files.`);
  console.log(wrong === 0 ? 'Every verdict is the expected one.' : `${String(wrong)} are not.`);
  return wrong === 0 ? 0 : 1;
});

function checkInProcess(path: string, name: string): Promise<Checked> {
  const child = fork(CHECK_ONE, [path, name]);
  return new Promise((done, reject) => {
    child.once('message', (told) => {
      done(told as Checked); // from the program beside
      child.disconnect();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`${name} ended the process with ${String(code)}`));
    });
  });
}

function isExpected({ expected }: CorpusFile, { verdict }: Checked): boolean {
  if (expected.accepted) return verdict === `accepted as ${expected.ext}`;
  return expected.says.test(verdict);
}

function sizeOf(bytes: number): string {
  if (bytes < 10_000) return `${String(bytes)} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function lineOf(
  { name, what }: CorpusFile,
  bytes: number,
  { verdict, milliseconds, before, peak }: Checked,
): string {
  const memory = `${String(before)} → ${String(peak)} MB`;
  const cells = [name, what, sizeOf(bytes), verdict, `${String(milliseconds)} ms`, memory];
  return `| ${cells.map((cell) => cell.replace(/\|/gu, '\\|')).join(' | ')} |`;
}
