import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { SentenceError } from '../sentence-error';

/** A program of the system that some tests use and that need not be there. */
export interface OptionalProgram {
  /** The setting that names it. Where that is set the program must be there. */
  variable: string;
  /** What it is called on the PATH. */
  names: readonly string[];
  /** What is said where it is missing. */
  missing: string;
}

export const CHROMIUM: OptionalProgram = {
  variable: 'CHROMIUM_PATH',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  missing:
    'Skipped the browser tests: no Chromium here; install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
};

export const HARVESTER: OptionalProgram = {
  variable: 'OAI_HARVESTER',
  names: ['catmandu'],
  missing:
    'Skipped the harvest by another program: no Catmandu here; install it (Debian: apt-get install libcatmandu-oai-perl) or set OAI_HARVESTER.',
};

export const CLAMD: OptionalProgram = {
  variable: 'CLAMD_PATH',
  names: ['clamd'],
  missing:
    'Skipped the tests of virus scanning: no clamd here; install it (Debian: apt-get install clamav-daemon) or set CLAMD_PATH.',
};

/** @returns its path, or undefined where there is none */
export function findProgram({ variable, names }: OptionalProgram): string | undefined {
  const given = process.env[variable];
  if (given) {
    if (isProgram(given)) return given;
    throw new SentenceError(`${variable} is ${given}, which is not a program.`);
  }
  // Daemons are in /usr/sbin, which is not on everybody's path.
  const path = `${process.env.PATH ?? ''}${delimiter}/usr/sbin`;
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
