import { openPromise, type Entry, type ZipFile } from 'yauzl';

import { ReviewError } from '../errors';
import { MACRO_KINDS, OFFICE_KINDS, OPEN_DOCUMENT_KINDS, type DocumentKind } from './document-kind';
import { assertSoundParts } from './check-parts';
import { readTail } from './read-bytes';
import { BROKEN, refuse } from './refused-archive';

const MAX_ENTRIES = 10_000;
const MAX_UNPACKED = 1024 ** 3;
// Real spreadsheets reach 1:50. Below this size no ratio is dangerous.
const MAX_RATIO = 100;
const RATIO_COUNTS_FROM = 64 * 1024 ** 2;
// [Content_Types].xml and the manifest list parts; a book of thousands of pages stays below this.
const MAX_LISTING = 8 * 1024 ** 2;

const STORED = 0;
const DEFLATED = 8;

const MACRO =
  /(?:^|\/)vbaProject\.bin$|^xl\/macrosheets\/.|\.(?:doc|dot|xls|xlt|xla|ppt|pot|pps|ppa|sld)m$|^Scripts\/.|^Basic\/.+\/(?!script-lb|dialog-lb)[^/]+\.xml$/iu;

const NOT_A_DOCUMENT =
  'This is an archive, not a document. Unpack it and upload the documents one by one.';

interface Archive {
  zip: ZipFile;
  entries: ReadonlyMap<string, Entry>;
}

function assertHarmless(entry: Entry, allowMacros: boolean): void {
  if (entry.isEncrypted()) {
    throw refuse(
      'This file is protected by a password. Save a copy without the password and upload that.',
    );
  }
  if (!allowMacros && MACRO.test(entry.fileName)) {
    throw refuse(
      'This file contains macros. Save it as a document without macros and upload that.',
    );
  }
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    throw refuse(BROKEN);
}

function assertBounded(entries: Iterable<Entry>, size: number): void {
  let unpacked = 0;
  let packed = 0;
  let first = Infinity;
  for (const entry of entries) {
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    first = Math.min(first, entry.relativeOffsetOfLocalHeader);
  }
  const tooDense = unpacked > RATIO_COUNTS_FROM && unpacked > MAX_RATIO * packed;
  // More packed bytes than the file holds: entries that overlap, each unpacking the same bytes again.
  if (unpacked > MAX_UNPACKED || tooDense || packed > size) {
    throw refuse(
      'This file would grow far beyond its size when opened, so it is not accepted. Save it again without embedded media and upload that.',
    );
  }
  if (first !== 0) throw refuse(BROKEN); // something stands before the archive
}

const END_RECORD = 22;
const END_SIGNATURE = 0x06054b50;

/**
 * The directory must end where the end record begins, and that must end the file (APPNOTE 4.3.16).
 * Readers differ in how they find the directory: with a second archive behind the first, one program
 * shows one document and the next another. Zip64 is for files far above any limit here.
 */
async function assertOneArchive(path: string, size: number): Promise<void> {
  const end = await readTail(path, size, END_RECORD);
  const known = end.length === END_RECORD && end.readUInt32LE(0) === END_SIGNATURE;
  if (!known || end.readUInt32LE(12) + end.readUInt32LE(16) !== size - END_RECORD) {
    throw refuse(BROKEN);
  }
}

/** yauzl refuses absolute names, `..` and (with strictFileNames) backslashes by itself. */
async function readDirectory(
  zip: ZipFile,
  size: number,
  allowMacros: boolean,
): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) {
    throw refuse(
      `This file consists of more than ${MAX_ENTRIES} parts. Split the document and upload the pieces.`,
    );
  }
  const entries = new Map<string, Entry>();
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    assertHarmless(entry, allowMacros);
    // Two entries of one name: one program shows the first, another the second. Office ignores case.
    const name = entry.fileName.toLowerCase();
    if (names.has(name)) throw refuse(BROKEN);
    names.add(name);
    entries.set(entry.fileName, entry);
  }
  assertBounded(entries.values(), size);
  return entries;
}

async function readPart({ zip, entries }: Archive, name: string): Promise<string | null> {
  const entry = entries.get(name);
  if (entry === undefined) return null;
  if (entry.uncompressedSize > MAX_LISTING) throw refuse(BROKEN);
  const chunks: Buffer[] = [];
  // yauzl ends with an error as soon as more comes out than the directory declared.
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    chunks.push(chunk); // no encoding is set, so chunks are buffers
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function officeKind(archive: Archive, allowMacros: boolean): Promise<DocumentKind | null> {
  const types = await readPart(archive, '[Content_Types].xml');
  if (types === null) return null;
  // A character written as a number could be any letter of the words looked for.
  if (types.includes('&#')) throw refuse(BROKEN);
  if (!allowMacros && /macroEnabled|vbaProject/iu.test(types)) {
    throw refuse(
      'This file is of a kind that may contain macros. Save it as DOCX, XLSX or PPTX and upload that.',
    );
  }
  // By declared type and not by the part's name alone: Office calls it word/document2.xml at times.
  const kinds = allowMacros ? [...OFFICE_KINDS, ...MACRO_KINDS] : OFFICE_KINDS;
  const found = kinds.find(
    ({ contentType, mainPart }) =>
      types.includes(`"${contentType}"`) &&
      [...archive.entries.keys()].some((name) => mainPart.test(name)),
  );
  return found?.kind ?? null;
}

async function openDocumentKind(archive: Archive): Promise<DocumentKind | null> {
  const declared = (await readPart(archive, 'mimetype'))?.trim();
  const kind = OPEN_DOCUMENT_KINDS.find(({ mime }) => mime === declared);
  if (kind === undefined) return null;
  const manifest = await readPart(archive, 'META-INF/manifest.xml');
  if (manifest === null || !archive.entries.has('content.xml')) throw refuse(BROKEN);
  // OpenDocument encrypts part by part and says so here; the ZIP entries look ordinary.
  if (/<(?:\w+:)?encryption-data\b/u.test(manifest)) {
    throw refuse(
      'This file is protected by a password. Save a copy without the password and upload that.',
    );
  }
  return kind;
}

async function withArchive<T>(path: string, work: (zip: ZipFile) => Promise<T>): Promise<T> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true });
    return await work(zip);
  } catch (error) {
    if (error instanceof ReviewError) throw error;
    // Whatever yauzl or zlib stumbled over, for the person who uploads it is a damaged file.
    throw Object.assign(refuse(BROKEN), { cause: error });
  } finally {
    zip?.close();
  }
}

/**
 * Which office document a ZIP archive is. Told by its parts, not by its name; every part is unpacked once.
 * @throws ReviewError `invalidFile` for damaged, encrypted, macro-bearing or bomb-like archives,
 * `unsupportedFileType` for any other archive.
 */
export async function archiveKind(
  path: string,
  size: number,
  allowMacros: boolean,
): Promise<DocumentKind> {
  return withArchive(path, async (zip) => {
    await assertOneArchive(path, size);
    const archive = { zip, entries: await readDirectory(zip, size, allowMacros) };
    const kind = (await officeKind(archive, allowMacros)) ?? (await openDocumentKind(archive));
    if (kind === null) throw new ReviewError('unsupportedFileType', NOT_A_DOCUMENT);
    await assertSoundParts(zip, archive.entries.values());
    return kind;
  });
}
