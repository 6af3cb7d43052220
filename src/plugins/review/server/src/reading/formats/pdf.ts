import { closeSync, openSync } from 'node:fs';

import type { ReadingOrder } from '../lines';
import { cleanName, type Sink } from '../sink';
import { THUMBNAIL_MAX_HEIGHT, THUMBNAIL_WIDTH, thumbnailOfPixels } from '../thumbnail';
import { Pdf } from './pdf-engine';
import { saysLanguage } from './pdf-language';

async function open(path: string): Promise<Pdf | null> {
  const file = openSync(path, 'r');
  try {
    return await Pdf.open(file);
  } finally {
    closeSync(file);
  }
}

async function readTexts(pdf: Pdf, order: ReadingOrder, sink: Sink): Promise<void> {
  const count = pdf.pageCount;
  const wanted = Math.min(count, order.pages);
  let broken = 0;
  let read = 0;
  for (; read < wanted && !sink.isFull; read += 1) {
    sink.begin(read + 1);
    const text = pdf.textOf(read, order.charactersOfPage + 1);
    if (text === null) broken += 1;
    else sink.text(text);
    sink.end();
    await sink.drain();
  }
  if (broken > 0) sink.find('damaged', broken);
  if (count > wanted) sink.find('manyPages', count);
  const without = read - broken - sink.pagesWithText;
  if (sink.pagesWithText === 0) sink.find('noTextLayer');
  else if (without > 0) sink.find('pagesWithoutText', without);
}

/** Text first: it is what people search for, and should the picture cost too much, it is there already. */
export async function readPdf(order: ReadingOrder, sink: Sink): Promise<void> {
  const pdf = await open(order.path);
  if (pdf === null) {
    sink.find('unreadable');
    return;
  }
  const title = cleanName(pdf.meta('Title'));
  const tagged = pdf.isTagged;
  sink.tell({
    is: 'facts',
    pages: pdf.pageCount,
    title,
    author: cleanName(pdf.meta('Author')),
    tagged,
  });
  // Told before anything may cost too much.
  await sink.drain();
  await readTexts(pdf, order, sink);
  if (!tagged) sink.find('notTagged');
  if (title === null) sink.find('noTitle');
  if (!saysLanguage(pdf.bytes)) sink.find('noLanguage');
  await sink.drain();
  if (!order.picture) return;
  const pixels = pdf.pageCount === 0 ? null : pdf.render(0, THUMBNAIL_WIDTH, THUMBNAIL_MAX_HEIGHT);
  if (pixels === null) return;
  const picture = await thumbnailOfPixels(pixels);
  sink.tell({ is: 'thumbnail', base64: picture.toString('base64') });
}
