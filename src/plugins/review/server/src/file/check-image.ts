import { ReviewError } from '../errors';
import { endsAsZip } from './check-pdf';
import { readBytes, readTail } from './read-bytes';

const TAIL = 64 * 1024;
// As far as readers look for the beginning of a PDF.
const HEAD = 1024;

/** RIFF, then how many bytes follow these eight. */
async function isWholeWebp(path: string, size: number): Promise<boolean> {
  const head = await readBytes(path, 0, 8);
  return head.length === 8 && head.readUInt32LE(4) + 8 <= size;
}

/** Boxes one after the other, each saying how long it is; the last may say 0 and reach to the end. */
async function isWholeAvif(path: string, size: number): Promise<boolean> {
  let at = 0;
  for (let boxes = 0; boxes < 1000 && at < size; boxes += 1) {
    const head = await readBytes(path, at, 16);
    if (head.length < 8) return false;
    const short = head.readUInt32BE(0);
    if (short === 0) return true;
    if (short === 1 && head.length < 16) return false;
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (length < 8) return false;
    at += length;
  }
  return at === size;
}

function endsWith(mark: Buffer): (path: string, size: number) => Promise<boolean> {
  // Cameras write more behind the picture, so its end is looked for and not expected.
  return async (path, size) => (await readTail(path, size, TAIL)).includes(mark);
}

const IS_WHOLE: Readonly<Record<string, (path: string, size: number) => Promise<boolean>>> = {
  'image/png': endsWith(Buffer.from('IEND\xAE\x42\x60\x82', 'latin1')),
  'image/jpeg': endsWith(Buffer.from('ffd9', 'hex')),
  'image/gif': endsWith(Buffer.from('003b', 'hex')),
  'image/webp': isWholeWebp,
  'image/avif': isWholeAvif,
};

/** @throws ReviewError `invalidFile` for a picture that is cut off, or a document or archive as well. */
export async function assertSoundImage(path: string, size: number, mime: string): Promise<void> {
  const isWhole = await IS_WHOLE[mime]?.(path, size);
  if (isWhole !== true) {
    throw new ReviewError(
      'invalidFile',
      'The end of this picture is missing; it was probably cut off on its way. Save it again and upload the new file.',
    );
  }
  const head = (await readBytes(path, 0, HEAD)).toString('latin1');
  if (head.includes('%PDF-') || (await endsAsZip(path, size))) {
    throw new ReviewError(
      'invalidFile',
      'This picture is a PDF or an archive at the same time. Save it as a new picture and upload that.',
    );
  }
}
