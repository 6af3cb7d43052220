import { stat } from 'node:fs/promises';

import { ReviewError } from '../errors';
import { archiveKind } from './check-archive';
import { assertSoundImage } from './check-image';
import { assertSoundPdf } from './check-pdf';
import { inspectText } from './check-text';
import {
  ACCEPTED_DOCUMENTS,
  CSV,
  IMAGE_KINDS,
  PDF,
  RTF,
  TXT,
  type DocumentKind,
} from './document-kind';
import { claimedExtension, fileNameWithExtension } from './file-name';
import { holdsBytes } from './find-bytes';
import { hashFile } from './hash-file';
import { readBytes, readTail } from './read-bytes';

export interface UploadedFile {
  /** Where the bytes lie. */
  path: string;
  /** What the sender calls it; a claim. */
  name: string;
  /** Bytes, as declared; the file itself is measured. */
  size: number;
}

export interface CheckedFile {
  /** Clean, with the extension that fits the content. */
  name: string;
  mime: string;
  /** Lower case, with the dot. */
  ext: string;
  /** Bytes. */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

export interface FileLimits {
  /** Bytes. */
  maxFileSize: number;
  /** Whether office documents may bring macros. */
  allowMacros: boolean;
}

// Enough for every magic number below; 1024 is how far readers search for a PDF's beginning.
const HEAD = 1024;
const COMPOUND_FILE = '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1';

function unsupported(what: string): ReviewError {
  return new ReviewError('unsupportedFileType', `${what} Accepted are ${ACCEPTED_DOCUMENTS}.`);
}

async function measure(
  { path, size: declared }: UploadedFile,
  { maxFileSize }: FileLimits,
): Promise<number> {
  const { size } = await stat(path);
  if (size === 0) {
    throw new ReviewError(
      'invalidFile',
      'This file is empty. Choose the file again and upload it once more.',
    );
  }
  if (Math.max(size, declared) > maxFileSize) {
    const megabytes = Math.floor(maxFileSize / 1024 ** 2);
    throw new ReviewError(
      'fileTooLarge',
      `This file is larger than ${megabytes} MB. Reduce it, for example by compressing its pictures, and upload it again.`,
    );
  }
  return size;
}

/** An ES module only, so it cannot be imported at the top of a CommonJS file. */
async function detect(path: string): Promise<{ mime: string; ext: string } | undefined> {
  const { fileTypeFromFile } = await import('file-type');
  try {
    return await fileTypeFromFile(path);
  } catch {
    return undefined; // a parser gave up on a damaged file: of no known type, then
  }
}

async function assertCompleteRtf(path: string, size: number): Promise<void> {
  const tail = (await readTail(path, size, HEAD)).toString('latin1');
  if (!/\}[\s\0]*$/u.test(tail)) {
    throw new ReviewError(
      'invalidFile',
      'The end of this RTF file is missing. Save it again and upload the new file.',
    );
  }
}

async function textKind({ path, name }: UploadedFile, head: string): Promise<DocumentKind> {
  const verdict = await inspectText(path);
  if (verdict === 'text') return claimedExtension(name) === CSV.ext ? CSV : TXT;
  if (verdict === 'markup') {
    throw unsupported(
      'This is a web page, an XML or a PostScript file, which a browser or printer may run.',
    );
  }
  if (verdict === 'otherEncoding') {
    throw new ReviewError(
      'invalidFile',
      'This text is not in UTF-8. Save it with the encoding UTF-8 and upload it again.',
    );
  }
  const detected = await detect(path);
  if ((detected === undefined || detected.mime === PDF.mime) && head.includes('%PDF-')) {
    throw new ReviewError(
      'invalidFile',
      'Something stands before the beginning of this PDF. Save it again and upload the new file.',
    );
  }
  throw unsupported(
    detected === undefined
      ? 'The type of this file is not known.'
      : `By its content this is a file of type ${detected.ext.toUpperCase()}.`,
  );
}

/** MS-OFFCRYPTO 2.3.4.4: an encrypted document lies in a stream of this name, whatever it is inside. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

async function refusedCompoundFile(path: string): Promise<ReviewError> {
  if (await holdsBytes(path, ENCRYPTED_PACKAGE)) {
    return new ReviewError(
      'invalidFile',
      'This file is protected by a password. Save a copy without the password and upload that.',
    );
  }
  return unsupported(
    'This is an office file of the old binary kind. Open it and save it in a current format.',
  );
}

async function documentKind(
  file: UploadedFile,
  size: number,
  { allowMacros }: FileLimits,
): Promise<DocumentKind> {
  const head = (await readBytes(file.path, 0, HEAD)).toString('latin1');
  if (head.startsWith('%PDF-')) {
    await assertSoundPdf(file.path, size);
    return PDF;
  }
  if (head.startsWith('PK\x03\x04')) return archiveKind(file.path, size, allowMacros);
  if (head.startsWith('{\\rtf')) {
    await assertCompleteRtf(file.path, size);
    return RTF;
  }
  if (head.startsWith(COMPOUND_FILE)) throw await refusedCompoundFile(file.path);
  return textKind(file, head);
}

async function describe(
  file: UploadedFile,
  kind: DocumentKind,
  size: number,
): Promise<CheckedFile> {
  return {
    name: fileNameWithExtension(file.name, kind.ext),
    mime: kind.mime,
    ext: kind.ext,
    size,
    sha256: await hashFile(file.path),
  };
}

/**
 * Tells what a file is by its content, all of it. The name is believed in one thing: whether text is
 * a table (CSV).
 * @throws ReviewError `invalidFile`, `fileTooLarge` or `unsupportedFileType`, saying what to do.
 */
export async function checkFile(file: UploadedFile, limits: FileLimits): Promise<CheckedFile> {
  const size = await measure(file, limits);
  return describe(file, await documentKind(file, size, limits), size);
}

/**
 * What the media library takes: what `checkFile` takes, and raster images.
 * @throws ReviewError as `checkFile` does.
 */
export async function checkLibraryFile(
  file: UploadedFile,
  limits: FileLimits,
): Promise<CheckedFile> {
  const size = await measure(file, limits);
  const detected = await detect(file.path);
  // An animated PNG is a PNG to every reader.
  const mime = detected?.mime === 'image/apng' ? 'image/png' : detected?.mime;
  const image = IMAGE_KINDS.find((kind) => kind.mime === mime);
  if (image === undefined) return describe(file, await documentKind(file, size, limits), size);
  await assertSoundImage(file.path, size, image.mime);
  return describe(file, image, size);
}
