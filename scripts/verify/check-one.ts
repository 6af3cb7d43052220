import { ReviewError } from '../../src/plugins/review/server/src/errors';
import { checkFile } from '../../src/plugins/review/server/src/file/check-file';
import {
  CSV,
  OFFICE_KINDS,
  OPEN_DOCUMENT_KINDS,
  PDF,
  RTF,
  TXT,
} from '../../src/plugins/review/server/src/file/document-kind';
import { type Measured, peakOf, readMeasured } from './read-measured';

/** What a process of its own tells of one file. */
export interface Checked {
  verdict: string;
  milliseconds: number;
  /** The most memory the process ever had, and what it had before it looked, in megabytes. */
  peak: number;
  before: number;
  reading: Measured;
}

const LIMITS = { maxFileSize: 50 * 1024 ** 2, allowMacros: false };

const KINDS = [PDF, RTF, TXT, CSV, ...OFFICE_KINDS.map(({ kind }) => kind), ...OPEN_DOCUMENT_KINDS];

/** What it says it is, or a PDF, whose reader meets most that is not its own. */
function claimedType(name: string): string {
  return (KINDS.find(({ ext }) => name.endsWith(ext)) ?? PDF).mime;
}

/** @returns the verdict, and as what the file is to be read: what was refused too, should it ever get by */
async function verdictOf(path: string, name: string): Promise<[string, string]> {
  try {
    const { ext, mime } = await checkFile({ path, name, size: 0 }, LIMITS);
    return [`accepted as ${ext}`, mime];
  } catch (error) {
    if (error instanceof ReviewError) return [error.message, claimedType(name)];
    throw error;
  }
}

async function run(path: string, name: string): Promise<void> {
  await import('file-type'); // loaded once in a server, too
  const before = peakOf('self');
  const start = performance.now();
  const [verdict, mime] = await verdictOf(path, name);
  const milliseconds = Math.round(performance.now() - start);
  const peak = peakOf('self');
  const reading = await readMeasured(path, mime);
  process.send?.({ verdict, milliseconds, before, peak, reading } satisfies Checked);
}

run(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
