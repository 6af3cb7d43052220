/** The part of yauzl 3.4 that is used here; the package ships no types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    readonly fileName: string;
    /** As it stands in the directory, not decoded. */
    readonly fileNameRaw: Buffer;
    readonly crc32: number;
    readonly compressionMethod: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly relativeOffsetOfLocalHeader: number;
    isEncrypted(): boolean;
  }

  /** What stands before an entry's own bytes. */
  export interface LocalFileHeader {
    readonly fileName: Buffer;
    readonly compressionMethod: number;
  }

  export interface ZipFile {
    readonly entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    readLocalFileHeaderPromise(entry: Entry): Promise<LocalFileHeader>;
    close(): void;
  }

  export interface Options {
    autoClose: boolean;
    lazyEntries: boolean;
    strictFileNames: boolean;
  }

  export function openPromise(path: string, options: Options): Promise<ZipFile>;
}
