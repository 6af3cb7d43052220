import type { ReadingOrder } from '../lines';
import { ReadingStop } from '../reading-stop';
import { cleanName, type Sink } from '../sink';
import { thumbnailOfImage } from '../thumbnail';
import { Archive } from './archive';
import { readDocx } from './docx';
import { readOpenDocument, type PageElement } from './open-document';
import { readPptx } from './pptx';
import { readXlsx } from './xlsx';
import { readTexts } from './xml';

type Read = (archive: Archive, sink: Sink, order: ReadingOrder) => Promise<number | null>;

const openDocument =
  (pageElement: PageElement): Read =>
  (archive, sink, { pages }) =>
    readOpenDocument(archive, sink, { pageElement, pages });

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

const READERS: Readonly<Record<string, Read>> = {
  [`${OFFICE}.wordprocessingml.document`]: readDocx,
  [`${OFFICE}.spreadsheetml.sheet`]: readXlsx,
  [`${OFFICE}.presentationml.presentation`]: readPptx,
  [`${OPEN_DOCUMENT}.text`]: openDocument(null),
  [`${OPEN_DOCUMENT}.spreadsheet`]: openDocument('table'),
  [`${OPEN_DOCUMENT}.presentation`]: openDocument('page'),
};

export function isOffice(mime: string): boolean {
  return mime in READERS;
}

/** Both families write their authors and titles in the words of Dublin Core. */
const META_PARTS = ['docProps/core.xml', 'meta.xml'];
const PICTURES = ['Thumbnails/thumbnail.png', 'docProps/thumbnail.jpeg', 'docProps/thumbnail.png'];

async function namesOf(archive: Archive): Promise<{ title: string | null; author: string | null }> {
  const part = META_PARTS.find((name) => archive.has(name));
  if (part === undefined) return { title: null, author: null };
  const found = await readTexts(archive, part, ['title', 'creator', 'initial-creator']);
  return {
    title: cleanName(found.title ?? null),
    author: cleanName(found['initial-creator'] ?? found.creator ?? null),
  };
}

async function readContent(archive: Archive, order: ReadingOrder, sink: Sink): Promise<void> {
  const read = READERS[order.mime];
  if (read === undefined) throw new ReadingStop('unreadable');
  const names = await namesOf(archive);
  sink.tell({ is: 'facts', pages: null, tagged: null, ...names });
  await sink.drain();
  const pages = await read(archive, sink, order);
  sink.tell({ is: 'facts', pages, tagged: null, ...names });
  if (sink.characters === 0) sink.find('noText');
  await sink.drain();
}

async function readPicture(archive: Archive, sink: Sink): Promise<void> {
  const image = await archive.picture(PICTURES);
  const picture = image === null ? null : await thumbnailOfImage(image).catch(() => null);
  if (picture !== null) sink.tell({ is: 'thumbnail', base64: picture.toString('base64') });
}

/** @throws ReadingStop */
export async function readOffice(order: ReadingOrder, sink: Sink): Promise<void> {
  const archive = await Archive.open(order.path, order.unpackedBytes);
  try {
    await readContent(archive, order, sink);
    if (order.picture) await readPicture(archive, sink);
  } finally {
    archive.close();
  }
}
