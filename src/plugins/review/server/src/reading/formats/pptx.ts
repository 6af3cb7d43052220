import type { Sink } from '../sink';
import type { Archive } from './archive';
import { mainPartOf, relationsOf } from './relations';
import { readXml, type XmlReader } from './xml';

/** In the order in which they are shown, which need not be that of their names. */
async function slidesOf(archive: Archive): Promise<string[]> {
  const presentation = await mainPartOf(archive);
  const relations = await relationsOf(archive, presentation);
  const byId = new Map(relations.map(({ id, target }) => [id, target]));
  const slides: string[] = [];
  await readXml(archive, presentation, {
    open: (name, { ':id': id }) => {
      if (name === 'sldId') slides.push(byId.get(id ?? '') ?? '');
    },
  });
  return slides;
}

function textReader(sink: Sink): XmlReader {
  let inText = false;
  let skipped = 0;
  return {
    open: (name) => {
      if (name === 'Fallback') skipped += 1;
      if (name === 't') inText = true;
    },
    text: (text) => {
      if (inText && skipped === 0) sink.text(text);
    },
    close: (name) => {
      if (name === 'Fallback') skipped -= 1;
      if (name === 't') inText = false;
      if (name === 'p' || name === 'br') sink.text('\n');
      if (name === 'tc') sink.text('\t');
    },
    drain: () => sink.drain(),
    isDone: () => sink.isFull,
  };
}

/** PresentationML: each slide is a page. */
export async function readPptx(
  archive: Archive,
  sink: Sink,
  { pages }: { pages: number },
): Promise<number | null> {
  const slides = await slidesOf(archive);
  if (slides.length > pages) sink.find('manyPages', slides.length);
  for (const [index, part] of slides.slice(0, pages).entries()) {
    if (sink.isFull) break;
    sink.begin(index + 1);
    if (part !== '') await readXml(archive, part, textReader(sink));
    sink.end();
    await sink.drain();
  }
  return slides.length;
}
