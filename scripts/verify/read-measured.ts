import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

import { READING_LIMITS } from '../../src/plugins/review/server/src/reading/limits';
import { readDocument } from '../../src/plugins/review/server/src/reading/read-document';
import { FINDING_LEVELS, type FindingCode } from '../../src/plugins/review/shared/reading';

/** What the reading of one file gave and cost. */
export interface Measured {
  pages: number | null;
  words: number;
  language: string | null;
  findings: FindingCode[];
  /** Whether nothing could be read at all. */
  hasFailed: boolean;
  milliseconds: number;
  /** Of processor. */
  cpuSeconds: number;
  /** The most memory its reader ever had, in mebibytes. */
  peak: number;
}

/** Often enough to see what a reader had before it was ended. */
const EVERY_MS = 10;
/** Of `/proc/<pid>/stat` on all of Linux. */
const TICKS_A_SECOND = 100;

function childOfThisProcess(): string | undefined {
  const { pid } = process;
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0];
}

/**
 * The most memory a process ever had, in mebibytes. Of it alone: what the system's accounting says begins with what the
 * parent had.
 */
export function peakOf(pid: string): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

function costOf(pid: string): { peak: number; cpuSeconds: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name of the program, which is in brackets: the twelfth and the next are its time, and the system's for it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { peak: peakOf(pid), cpuSeconds: ticks / TICKS_A_SECOND };
}

/**
 * Reads a file as the job does and looks at the reader meanwhile, from outside: one that is ended tells nothing of itself.
 * This process must have no other child.
 */
export async function readMeasured(path: string, mime: string): Promise<Measured> {
  let peak = 0;
  let cpuSeconds = 0;
  const timer = setInterval(() => {
    try {
      const pid = childOfThisProcess();
      if (pid === undefined || pid === '') return;
      const cost = costOf(pid);
      peak = Math.max(peak, cost.peak);
      cpuSeconds = Math.max(cpuSeconds, cost.cpuSeconds);
    } catch {
      // It has just ended.
    }
  }, EVERY_MS);
  const start = performance.now();
  try {
    const reading = await readDocument({ path, mime });
    const { pages, words, language, findings, state } = reading;
    return {
      pages,
      words,
      language,
      findings: findings.map(({ code }) => code),
      hasFailed: state === 'failed',
      milliseconds: Math.round(performance.now() - start),
      cpuSeconds,
      peak,
    };
  } finally {
    clearInterval(timer);
  }
}

/** What a limit may be passed by, for the watchdog looks at a reader twenty times a second only. */
const MARGIN_SECONDS = 1;
const MARGIN_MEGABYTES = 64;

/** In what a reading was not bounded as it must be, or did not end as something that a reviewer sees. */
export function faultOf(read: Measured): string | null {
  const { cpuSeconds, wallSeconds, memoryMegabytes } = READING_LIMITS;
  if (read.cpuSeconds > cpuSeconds + MARGIN_SECONDS) return 'TOOK MORE PROCESSOR THAN ITS LIMIT';
  if (read.milliseconds / 1000 > wallSeconds + MARGIN_SECONDS) return 'TOOK LONGER THAN ITS LIMIT';
  if (read.peak > memoryMegabytes + MARGIN_MEGABYTES) return 'TOOK MORE MEMORY THAN ITS LIMIT';
  return read.hasFailed && read.findings.length === 0 ? 'FAILED WITHOUT A FINDING' : null;
}

/** In a few words; of the findings those that are more than a note, and limits. */
export function readingInWords({ pages, words, language, findings, hasFailed }: Measured): string {
  const counted = (count: number, one: string) =>
    `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`;
  const told = findings.filter(
    (code) => FINDING_LEVELS[code] !== 'note' || code === 'manyPages' || code === 'muchText',
  );
  const facts = [
    ...(pages === null ? [] : [counted(pages, 'page')]),
    counted(words, 'word'),
    ...(language === null ? [] : [language]),
  ];
  return [hasFailed ? 'nothing' : facts.join(', '), ...told].join('; ');
}
