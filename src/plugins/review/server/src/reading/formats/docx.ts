import type { Sink } from '../sink';
import type { Archive } from './archive';
import { mainPartOf, relationsOf } from './relations';
import { readXml, type XmlReader } from './xml';

/** A second form of what stands beside it, for old programs. */
const TWICE = 'Fallback';
const AFTER: Readonly<Record<string, string>> = {
  p: '\n',
  tab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
  tc: '\t',
};

function textReader(sink: Sink): XmlReader {
  let inText = false;
  let skipped = 0;
  return {
    open: (name) => {
      if (name === TWICE) skipped += 1;
      // Deleted text is in an element of another name.
      if (name === 't') inText = true;
    },
    text: (text) => {
      if (inText && skipped === 0) sink.text(text);
    },
    close: (name) => {
      if (name === TWICE) skipped -= 1;
      if (name === 't') inText = false;
      if (skipped === 0) sink.text(AFTER[name] ?? '');
    },
    drain: () => sink.drain(),
    isDone: () => sink.isFull,
  };
}

/** WordprocessingML: the text, then its notes. Where pages end only a word processor knows. */
export async function readDocx(archive: Archive, sink: Sink): Promise<number | null> {
  const main = await mainPartOf(archive);
  const notes = (await relationsOf(archive, main)).filter(
    ({ type }) => type === 'footnotes' || type === 'endnotes',
  );
  sink.begin(null);
  for (const part of [main, ...notes.map(({ target }) => target)]) {
    if (!sink.isFull) await readXml(archive, part, textReader(sink));
  }
  sink.end();
  return null;
}
