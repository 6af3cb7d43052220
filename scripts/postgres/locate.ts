import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { SentenceError } from '../sentence-error';
import { type Binaries, copyBinaries, findBinaries } from './binaries';
import type { Cluster } from './cluster';
import { chooseServerUser, firstClosedFolder, type ServerUser } from './server-user';

export interface ClusterName {
  projectFolder: string;
  name: string;
  /** Test data may live in the system's temporary folder where the project is closed to the server's user. */
  disposable: boolean;
}

/**
 * Decides where a cluster's data lies, which programs work on it and as whom.
 *
 * @throws SentenceError where the server's user cannot reach the data and it is not disposable.
 */
export async function locateCluster(wanted: ClusterName): Promise<Cluster> {
  const { projectFolder, name, disposable } = wanted;
  const binaries = await findBinaries();
  const user = chooseServerUser(projectFolder);
  const home = join(projectFolder, '.data');
  await mkdir(home, { recursive: true });
  if (process.getuid?.() !== 0) return { folder: join(home, name), binaries, user, disposable };
  if (!user) {
    throw new SentenceError(
      'PostgreSQL refuses to run as root and this system has no other user for it: run the command as an ordinary user, or set DATABASE_URL.',
    );
  }
  // A strict umask would close the folder we have just made.
  await chmod(home, 0o755);
  const closed =
    firstClosedFolder(home, user) ?? firstClosedFolder(dirname(binaries.postgres), user);
  if (closed === undefined) return { folder: join(home, name), binaries, user, disposable };
  if (disposable) return elsewhere(wanted, binaries, user, closed);
  throw new SentenceError(
    `PostgreSQL refuses to run as root, and "${user.name}", the user to run it as, may not enter ${closed}: open that folder (chmod o+x), move the project, run the command as an ordinary user, or set DATABASE_URL.`,
  );
}

async function elsewhere(
  { projectFolder, name, disposable }: ClusterName,
  binaries: Binaries,
  user: ServerUser,
  closed: string,
): Promise<Cluster> {
  const mark = createHash('sha256').update(projectFolder).digest('hex').slice(0, 12);
  const home = join(tmpdir(), `accession-${mark}`);
  await mkdir(home, { recursive: true });
  const { uid } = await lstat(home);
  if (uid !== process.getuid?.()) {
    throw new SentenceError(`${home} belongs to another user: remove it, or set DATABASE_URL.`);
  }
  await chmod(home, 0o755);
  console.error(
    `The test database goes to ${home}, because "${user.name}", the user to run PostgreSQL as, may not enter ${closed}.`,
  );
  const copy = await copyBinaries(binaries, home, user);
  return { folder: join(home, name), binaries: copy, user, disposable };
}
