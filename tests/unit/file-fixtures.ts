import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Document, Packer, Paragraph } from 'docx';

import { makeZip, type ZipPart } from '../../scripts/corpus/zip';
import { drawPdf } from '../../scripts/draw-pdf';
import { ReviewError } from '../../src/plugins/review/server/src/errors';
import { checkFile, type CheckedFile } from '../../src/plugins/review/server/src/file/check-file';

export { makeZip };

export const LIMITS = { maxFileSize: 20_000_000, allowMacros: false };

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

export function makePdf(
  options: { userPassword?: string; ownerPassword?: string; pdfVersion?: '1.4' | '1.7' } = {},
): Promise<Buffer> {
  return drawPdf(options, (pdf) => pdf.text('A guide to partnerships.'));
}

export function makeDocx(): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph('A guide to partnerships.')] }] }),
  );
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
