import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from './kept';

/** Folders of requests under way, of other applications on this machine too. */
export function temporaryUploads(): Promise<string[]> {
  return readdir(join(tmpdir(), 'accession-uploads'));
}

/** Waits until all that came since `before` is gone. Others' goes as well, though more of theirs may come meanwhile. */
export async function untilUploadsAreGone(before: readonly string[]): Promise<void> {
  const added = (await temporaryUploads()).filter((name) => !before.includes(name));
  await until('no temporary file is left', async () => {
    const now = await temporaryUploads();
    return !added.some((name) => now.includes(name));
  });
}
