import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who the server runs as when we are root, which PostgreSQL refuses to be. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The owner of the project where that is an ordinary user, so that the data stays usable without root; otherwise a
 * user that the system already has. No user is created: that would outlive the project.
 *
 * @returns undefined when we are not root and the server can simply run as we do.
 */
export function chooseServerUser(projectFolder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(projectFolder).uid;
  const candidates = owner === 0 ? [] : [String(owner)];
  for (const candidate of [...candidates, 'postgres', 'nobody']) {
    const user = lookUp(candidate);
    if (user !== undefined && user.uid !== 0) return user;
  }
  return undefined;
}

/** The first folder on the way to `path` that the server's user may not enter, if there is one. */
export function firstClosedFolder(path: string, user: ServerUser): string | undefined {
  if (mayEnter(path, user)) return undefined;
  const parent = dirname(path);
  return (parent === path ? undefined : firstClosedFolder(parent, user)) ?? path;
}

function mayEnter(path: string, { uid, gid }: ServerUser): boolean {
  // Asking the kernel as that user is the only answer that also knows about access lists.
  return spawnSync('test', ['-x', path], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** @param nameOrUid a user without an entry in the user database is no use: `initdb` looks its name up. */
function lookUp(nameOrUid: string): ServerUser | undefined {
  const ask = (flag: string) =>
    execFileSync('id', [flag, nameOrUid], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    return { name: ask('-un').trim(), uid: Number(ask('-u')), gid: Number(ask('-g')) };
  } catch {
    return undefined;
  }
}
