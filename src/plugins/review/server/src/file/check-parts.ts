import { crc32 } from 'node:zlib';

import type { Entry, ZipFile } from 'yauzl';

import { BROKEN, refuse } from './refused-archive';

/** Archives within a document. `.emz` and `.wmz` pictures are GZIP and usual. */
const ARCHIVE_HEADS = ['PK\x03\x04', 'Rar!', '7z\xBC\xAF'].map((head) =>
  Buffer.from(head, 'latin1'),
);
const LONGEST_HEAD = 4;

/** What office programs put into each other; a chart of a DOCX brings its XLSX along. */
const OFFICE_WITHIN = /\.(?:docx|dotx|xlsx|xltx|pptx|potx|ppsx|sldx|vsdx|od[tspgf]|thmx|glox)$/iu;

/**
 * What a billion laughs and files read from the server's disk begin with. Office programs declare no entities;
 * a DOCTYPE alone is harmless, and LibreOffice writes some. The second finds both orders of UTF-16.
 */
const ENTITY = [
  Buffer.from('<!ENTITY', 'latin1'),
  Buffer.from('<!ENTITY', 'utf16le').subarray(0, -1),
];
const LONGEST_ENTITY = 15;

function assertNoArchive(entry: Entry, head: Buffer): void {
  if (OFFICE_WITHIN.test(entry.fileName)) return;
  if (ARCHIVE_HEADS.some((start) => head.subarray(0, start.length).equals(start))) {
    throw refuse(
      'There is another archive inside this document. Remove it, save the document again and upload that.',
    );
  }
}

function assertNoEntity(bytes: Buffer): void {
  if (ENTITY.some((pattern) => bytes.includes(pattern))) {
    throw refuse(
      'This file declares entities, which no office program does and which can make it grow without end. Open it, save it again and upload the new file.',
    );
  }
}

/** Programs that read an archive from its beginning see the name there, the others the directory's. */
async function assertOneName(zip: ZipFile, entry: Entry): Promise<void> {
  const { fileName, compressionMethod } = await zip.readLocalFileHeaderPromise(entry);
  const same = fileName.equals(entry.fileNameRaw) && compressionMethod === entry.compressionMethod;
  if (!same) throw refuse(BROKEN);
}

async function assertSoundPart(zip: ZipFile, entry: Entry): Promise<void> {
  await assertOneName(zip, entry);
  let checksum = 0;
  let head = Buffer.alloc(0);
  let before = Buffer.alloc(0);
  // yauzl ends with an error as soon as more comes out than the directory declared, or less.
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    checksum = crc32(chunk, checksum); // no encoding is set, so chunks are buffers
    if (head.length < LONGEST_HEAD) head = Buffer.concat([head, chunk.subarray(0, LONGEST_HEAD)]);
    assertNoEntity(before.length === 0 ? chunk : Buffer.concat([before, chunk]));
    before = Buffer.from(chunk.subarray(-LONGEST_ENTITY));
  }
  if (checksum !== entry.crc32) throw refuse(BROKEN);
  assertNoArchive(entry, head);
}

/**
 * Unpacks every part, keeping none: what the directory claims of sizes and checksums is then known to be true.
 * Bounded by what `assertBounded` let the directory claim.
 * @throws ReviewError `invalidFile`; whatever yauzl and zlib throw for a damaged part
 */
export async function assertSoundParts(zip: ZipFile, entries: Iterable<Entry>): Promise<void> {
  for (const entry of entries) await assertSoundPart(zip, entry);
}
