import { ReviewError } from '../errors';
import { readBytes, readTail } from './read-bytes';

// Readers look for the end marker in the last 1024 bytes (PDF 1.7, implementation note 18); twice
// that forgives the padding some mail gateways add.
const TAIL = 2048;
// Enough for any trailer and for the cross-reference section a linearised file begins with.
const REFERENCE_SECTION = 64 * 1024;

const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1');
const END_OF_ZIP_LENGTH = 22;
const LONGEST_ZIP_COMMENT = 0xffff;

const ENCRYPTED = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/u;

/** The end of a file, as long as the end record of a ZIP archive can be. */
function readZipTail(path: string, size: number): Promise<Buffer> {
  return readTail(path, size, END_OF_ZIP_LENGTH + LONGEST_ZIP_COMMENT);
}

/** Whether the file can also be opened as a ZIP archive. */
export async function endsAsZip(path: string, size: number): Promise<boolean> {
  return holdsZipEnd(await readZipTail(path, size));
}

/** Whether the end record of an archive fits the end exactly. */
function holdsZipEnd(tail: Buffer): boolean {
  for (
    let at = tail.lastIndexOf(END_OF_ZIP);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(END_OF_ZIP, at - 1)
  ) {
    const fits = at + END_OF_ZIP_LENGTH <= tail.length;
    if (fits && at + END_OF_ZIP_LENGTH + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

function dictionaryOf(section: string): string {
  if (!section.startsWith('xref')) return section.split('stream', 1)[0] ?? '';
  const from = section.indexOf('trailer');
  return from < 0 ? '' : (section.slice(from).split('startxref', 1)[0] ?? '');
}

/** What `startxref` points at: the table of the file's objects, or the stream that is one (PDF 1.7, 7.5.4, 7.5.8). */
async function referenceSection(path: string, tail: string): Promise<string> {
  const offset = [...tail.matchAll(/startxref\s+(\d{1,12})/gu)].at(-1)?.[1];
  if (offset === undefined) return '';
  const section = await readBytes(path, Number(offset), REFERENCE_SECTION);
  return section.toString('latin1').trimStart();
}

const REFERENCES = /^(?:xref\s|\d{1,10}\s+\d{1,5}\s+obj\b)/u;

/**
 * The entry is in clear, in the trailer or in the cross-reference stream's dictionary, wherever
 * `startxref` points (PDF 1.7, 7.5.5 and 7.5.8), and every trailer of the file repeats it.
 */
function isEncrypted(tail: string, section: string): boolean {
  const trailer = tail.lastIndexOf('trailer');
  if (trailer >= 0 && ENCRYPTED.test(tail.slice(trailer))) return true;
  return ENCRYPTED.test(dictionaryOf(section));
}

/** @throws ReviewError `invalidFile` for a PDF that is cut off, damaged, encrypted, or an archive as well. */
export async function assertSoundPdf(path: string, size: number): Promise<void> {
  const end = await readZipTail(path, size);
  const tail = end.subarray(-TAIL).toString('latin1');
  if (holdsZipEnd(end)) {
    throw new ReviewError(
      'invalidFile',
      'This PDF is a ZIP archive at the same time. Print or export it to a new PDF and upload that.',
    );
  }
  if (!tail.includes('%%EOF')) {
    throw new ReviewError(
      'invalidFile',
      'The end of this PDF is missing; it was probably cut off on its way. Open it, save it again and upload the new file.',
    );
  }
  const section = await referenceSection(path, tail);
  if (isEncrypted(tail, section)) {
    throw new ReviewError(
      'invalidFile',
      'This PDF is protected by a password or by restrictions. Save a copy without protection and upload that.',
    );
  }
  // Readers mend such files by guessing, and what each then shows is not the same.
  if (!REFERENCES.test(section)) {
    throw new ReviewError(
      'invalidFile',
      'This PDF is damaged: the table of its parts is not where it should be. Open it, save it again and upload the new file.',
    );
  }
}
