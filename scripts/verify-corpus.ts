import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { HOSTILE, READER_FILES, REAL_FILES, type CorpusFile, type ReaderFile } from './corpus';
import { main, throwIfInterrupted } from './processes';
import type { Checked } from './verify/check-one';
import { faultOf, readingInWords } from './verify/read-measured';

const CHECK_ONE = resolve('dist', 'scripts', 'verify', 'check-one.js');

interface Row {
  file: CorpusFile | ReaderFile;
  bytes: number;
  checked: Checked;
  /** In what the file was not dealt with as it must be. */
  fault: string | null;
}

/**
 * `npm run verify:corpus`: has each file of the corpus checked as the gate does and read as the reading job does, in
 * processes of its own, and prints what that gave and cost as tables for Markdown. Fails where a verdict is not the one
 * expected, or a reading went beyond its limits.
 */
void main(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accession-corpus-'));
  try {
    const real = await workThrough(REAL_FILES, folder);
    const hostile = await workThrough(HOSTILE, folder);
    const readers = await workThrough(READER_FILES, folder);
    const all = [...real, ...hostile, ...readers];
    console.log(summaryOf(all));
    print(`${real.length} real files`, real);
    print(`${hostile.length} hostile files, read although they are refused`, hostile);
    print(`${readers.length} files that are hostile to their reader`, readers);
    const wrong = all.filter(({ fault }) => fault !== null).length;
    console.log(
      wrong === 0
        ? '\nEvery verdict is the expected one, and every reading kept to its limits.'
        : `\n${wrong} of them did not end as they must.`,
    );
    return wrong === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function workThrough(
  files: readonly (CorpusFile | ReaderFile)[],
  folder: string,
): Promise<Row[]> {
  const rows: Row[] = [];
  // Beside the tables, so that a run of some minutes is seen to go on.
  console.error(`Checking and reading ${files.length} files …`);
  for (const file of files) {
    throwIfInterrupted();
    const path = join(folder, 'file');
    const bytes = await file.make();
    await writeFile(path, bytes);
    const checked = await checkInProcess(path, file.name);
    const fault = faultOf(checked.reading) ?? surpriseOf(file, checked);
    rows.push({ file, bytes: bytes.length, checked, fault });
  }
  return rows;
}

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

/** What was expected and did not happen: of the gate, or, of what is hostile to the reader, of the reader. */
function surpriseOf(file: CorpusFile | ReaderFile, { verdict, reading }: Checked): string | null {
  if ('finds' in file) {
    const isFound =
      file.finds.length === 0 || file.finds.some((code) => reading.findings.includes(code));
    return isFound ? null : `NOT FOUND: ${file.finds.join(', ')}`;
  }
  const { expected } = file;
  const isExpected = expected.accepted
    ? verdict === `accepted as ${expected.ext}`
    : expected.says.test(verdict);
  return isExpected ? null : 'WRONG VERDICT';
}

function sizeOf(bytes: number): string {
  if (bytes < 10_000) return `${String(bytes)} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function timeOf(milliseconds: number): string {
  return milliseconds < 10_000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function print(title: string, rows: readonly Row[]): void {
  console.log(`\n## ${title}\n`);
  console.log('| file | what it is | size | verdict | time | memory | reading | time | memory |');
  console.log('| --- | --- | --: | --- | --: | --: | --- | --: | --: |');
  for (const { file, bytes, checked, fault } of rows) {
    const { verdict, milliseconds, before, peak, reading } = checked;
    const cells = [
      file.name,
      file.what,
      sizeOf(bytes),
      verdict,
      timeOf(milliseconds),
      `${before} → ${peak} MB`,
      readingInWords(reading) + (fault === null ? '' : `; ${fault}`),
      timeOf(reading.milliseconds),
      `${reading.peak} MB`,
    ];
    console.log(`| ${cells.map((cell) => cell.replace(/\|/gu, '\\|')).join(' | ')} |`);
  }
}

function most(rows: readonly Row[], of: (checked: Checked) => number): Row {
  return rows.reduce((most, row) => (of(row.checked) > of(most.checked) ? row : most));
}

/** The slowest and the largest, at the gate and in the reader. */
function summaryOf(rows: readonly Row[]): string {
  const slowCheck = most(rows, ({ milliseconds }) => milliseconds);
  const largeCheck = most(rows, ({ peak }) => peak);
  const slowRead = most(rows, ({ reading }) => reading.milliseconds);
  const largeRead = most(rows, ({ reading }) => reading.peak);
  return [
    `At the gate: the slowest took ${timeOf(slowCheck.checked.milliseconds)} (${slowCheck.file.name}),`,
    `the largest ${largeCheck.checked.peak} MB (${largeCheck.file.name}).`,
    `In the reader: the slowest took ${timeOf(slowRead.checked.reading.milliseconds)} (${slowRead.file.name}),`,
    `the largest ${largeRead.checked.reading.peak} MB (${largeRead.file.name}).`,
  ].join('\n');
}
