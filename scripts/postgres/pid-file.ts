import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server writes into its data folder. A crash leaves it behind. */
export interface PidFile {
  pid: number;
  /** Where the server was started. A copied checkout carries the other's file. */
  folder: string;
  port: number;
}

export function readPidFile(folder: string): PidFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  return { pid: Number(lines[0]), folder: lines[1] ?? '', port: Number(lines[3]) };
}

/**
 * Whether the file's process is indeed the server of this folder. PostgreSQL itself only looks whether *some* process
 * has that number, and then refuses to start; after a restart of the machine or container that is often another one.
 */
export function isServerOf(folder: string, file: PidFile): boolean {
  if (file.folder !== folder || !isAlive(file.pid)) return false;
  const command = commandLine(file.pid);
  return command === undefined || (command.includes('postgres') && command.includes(folder));
}

/** Removes a file that only stands in the way. PostgreSQL removes the ones whose process is gone by itself. */
export function removeStalePidFile(folder: string): void {
  const file = readPidFile(folder);
  if (file && !isServerOf(folder, file)) rmSync(join(folder, 'postmaster.pid'), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @returns undefined where the system does not tell. */
function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}
