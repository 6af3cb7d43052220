import { openPromise, type Entry, type ZipFile } from 'yauzl';

import { ReadingStop } from '../reading-stop';

const MAX_ENTRIES = 10_000;
const MAX_PICTURE = 4 * 1024 ** 2;

/** The parts of an office file, unpacked as they are asked for and not beyond a sum of all. */
export class Archive {
  private unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly maxUnpacked: number,
  ) {}

  /** @throws ReadingStop for what is no archive, or has too many parts */
  static async open(path: string, maxUnpacked: number): Promise<Archive> {
    const options = { autoClose: false, lazyEntries: true, strictFileNames: true };
    const zip = await openPromise(path, options).catch(() => {
      throw new ReadingStop('unreadable');
    });
    if (zip.entryCount > MAX_ENTRIES) throw new ReadingStop('expandsTooFar');
    const entries = new Map<string, Entry>();
    try {
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
    } catch {
      throw new ReadingStop('unreadable');
    }
    return new Archive(zip, entries, maxUnpacked);
  }

  close(): void {
    this.zip.close();
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /**
   * The bytes of a part, piece by piece; nothing where there is no such part.
   * @throws ReadingStop `expandsTooFar`, `damaged`
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) return;
    const stream = await this.zip.openReadStreamPromise(entry).catch(() => {
      throw new ReadingStop('damaged');
    });
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        // No encoding is set, so chunks are buffers.
        this.unpacked += chunk.length;
        if (this.unpacked > this.maxUnpacked) throw new ReadingStop('expandsTooFar');
        yield chunk;
      }
    } catch (error) {
      throw error instanceof ReadingStop ? error : new ReadingStop('damaged');
    } finally {
      stream.destroy();
    }
  }

  /** A picture among the parts, `null` where there is none or it is larger than any thumbnail. */
  async picture(names: readonly string[]): Promise<Buffer | null> {
    const name = names.find((one) => this.has(one));
    const entry = name === undefined ? undefined : this.entries.get(name.toLowerCase());
    if (name === undefined || entry === undefined || entry.uncompressedSize > MAX_PICTURE)
      return null;
    const chunks: Buffer[] = [];
    for await (const chunk of this.read(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}
