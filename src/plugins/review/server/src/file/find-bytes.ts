import { createReadStream } from 'node:fs';

/** Whether a file holds these bytes anywhere, in bounded memory. */
export async function holdsBytes(path: string, sought: Buffer): Promise<boolean> {
  let before = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    // no encoding is set
    const bytes = Buffer.concat([before, chunk]);
    if (bytes.includes(sought)) return true;
    before = Buffer.from(bytes.subarray(-(sought.length - 1)));
  }
  return false;
}
