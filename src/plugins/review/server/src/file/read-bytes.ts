import { open } from 'node:fs/promises';

/** At most `length` bytes from `start`; fewer at the end of the file. */
export async function readBytes(path: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The last `length` bytes of a file of `size` bytes, or all of it. */
export async function readTail(path: string, size: number, length: number): Promise<Buffer> {
  const start = Math.max(0, size - length);
  return readBytes(path, start, size - start);
}
