import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

import { Document, Packer, Paragraph } from 'docx';
import PDFDocument from 'pdfkit';

import { ReviewError } from '../../src/plugins/review/server/src/errors';
import { checkFile, type CheckedFile } from '../../src/plugins/review/server/src/file/check-file';

export const LIMITS = { maxFileSize: 20_000_000 };

/** A folder of files that goes when the tests end. */
export async function createScratch(): Promise<{
  write: (
    name: string,
    bytes: Buffer | string,
  ) => Promise<{ path: string; name: string; size: number }>;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'file-test-'));
  let written = 0;
  return {
    async write(name, bytes) {
      written += 1;
      const file = path.join(folder, String(written));
      await writeFile(file, bytes);
      return { path: file, name, size: Buffer.byteLength(bytes) };
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

export async function makePdf(
  options: { userPassword?: string; ownerPassword?: string; pdfVersion?: '1.4' | '1.7' } = {},
): Promise<Buffer> {
  const document = new PDFDocument(options);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.text('A guide to partnerships.');
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

export function makeDocx(): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph('A guide to partnerships.')] }] }),
  );
}

export interface ZipPart {
  name: string;
  bytes?: Buffer | string;
  /** What the directory claims, where that differs from the bytes. */
  claimedSize?: number;
  flags?: number;
  stored?: boolean;
  /** Present, but not in the directory. */
  unlisted?: boolean;
  /** The directory points at the bytes of the part before. */
  overlaps?: boolean;
}

/** A ZIP archive as the test wants it, wrong ones too. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let previous = 0;
  for (const {
    name,
    bytes = '',
    claimedSize,
    flags = 0,
    stored = false,
    unlisted = false,
    overlaps = false,
  } of parts) {
    const raw = Buffer.from(bytes);
    const packed = stored ? raw : deflateRawSync(raw);
    const fileName = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize ?? raw.length, 18);
    common.writeUInt16LE(fileName.length, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, fileName, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(overlaps ? previous : offset, 10);
    if (!unlisted)
      central.push(
        Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, fileName]),
      );
    if (overlaps) continue;
    local.push(header);
    previous = offset;
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';

export function officeParts(kind: 'word' | 'xl' | 'ppt'): [ZipPart, ZipPart] {
  const [type, part] = {
    word: [`${OFFICE}.wordprocessingml.document.main+xml`, 'word/document.xml'],
    xl: [`${OFFICE}.spreadsheetml.sheet.main+xml`, 'xl/workbook.xml'],
    ppt: [`${OFFICE}.presentationml.presentation.main+xml`, 'ppt/presentation.xml'],
  }[kind] as [string, string];
  const types = `<Types><Override PartName="/${part}" ContentType="${type}"/></Types>`;
  return [
    { name: '[Content_Types].xml', bytes: types },
    { name: part, bytes: '<w/>' },
  ];
}

export function openDocumentParts(mime: string, manifest = '<manifest:manifest/>'): ZipPart[] {
  return [
    { name: 'mimetype', bytes: mime, stored: true },
    { name: 'content.xml', bytes: '<office:document-content/>' },
    { name: 'META-INF/manifest.xml', bytes: manifest },
  ];
}

export type Scratch = Awaited<ReturnType<typeof createScratch>>;

export async function check(
  scratch: Scratch,
  name: string,
  bytes: Buffer | string,
): Promise<CheckedFile> {
  return checkFile(await scratch.write(name, bytes), LIMITS);
}

/** The refusal of a file that must not be accepted. */
export async function refusalOf(
  scratch: Scratch,
  name: string,
  bytes: Buffer | string,
): Promise<ReviewError> {
  const error: unknown = await check(scratch, name, bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ReviewError) return error;
  throw new Error(`"${name}" was not refused: ${String(error)}`);
}
