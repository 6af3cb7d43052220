import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  READING_LIMITS,
  type ReadingLimits,
} from '../../src/plugins/review/server/src/reading/limits';
import type { Reading } from '../../src/plugins/review/server/src/reading/outcome';
import { readDocument } from '../../src/plugins/review/server/src/reading/read-document';

/** The reader as it runs in life: compiled. The test command compiles before it tests. */
const PROGRAM = path.resolve('dist/src/plugins/review/server/src/reading/reader.js');

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';
export const MIME: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': `${OFFICE}.wordprocessingml.document`,
  '.xlsx': `${OFFICE}.spreadsheetml.sheet`,
  '.pptx': `${OFFICE}.presentationml.presentation`,
  '.odt': `${OPEN_DOCUMENT}.text`,
  '.ods': `${OPEN_DOCUMENT}.spreadsheet`,
  '.odp': `${OPEN_DOCUMENT}.presentation`,
  '.rtf': 'application/rtf',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
};

export interface Read extends Reading {
  /** All of it. */
  text: string;
  codes: string[];
  milliseconds: number;
}

/** Reads bytes as a file of this extension, in a process of its own. */
export async function readBytes(
  bytes: Buffer | string,
  extension: string,
  limits: Partial<ReadingLimits> = {},
): Promise<Read> {
  const folder = await mkdtemp(path.join(tmpdir(), 'reading-test-'));
  try {
    const file = path.join(folder, `file${extension}`);
    await writeFile(file, bytes);
    const start = performance.now();
    const reading = await readDocument(
      { path: file, mime: MIME[extension] ?? extension },
      { program: PROGRAM, limits: { ...READING_LIMITS, ...limits } },
    );
    return {
      ...reading,
      text: reading.parts.map(({ text }) => text).join(''),
      codes: reading.findings.map(({ code }) => code),
      milliseconds: performance.now() - start,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
