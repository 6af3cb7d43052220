import { ReadingStop } from '../reading-stop';
import type { Sink } from '../sink';
import type { Archive } from './archive';
import { mainPartOf, relationsOf } from './relations';
import { readXml, type XmlReader } from './xml';

interface Sheet {
  name: string;
  part: string;
}

async function sheetsOf(archive: Archive): Promise<{ sheets: Sheet[]; strings: string | null }> {
  const workbook = await mainPartOf(archive);
  const relations = await relationsOf(archive, workbook);
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: Sheet[] = [];
  await readXml(archive, workbook, {
    open: (name, { name: title, ':id': id }) => {
      if (name !== 'sheet') return;
      const relation = byId.get(id ?? '');
      // A sheet may be a chart alone, which has no text.
      if (relation?.type === 'worksheet') sheets.push({ name: title ?? '', part: relation.target });
    },
  });
  const shared = relations.find(({ type }) => type === 'sharedStrings');
  return { sheets, strings: shared?.target ?? null };
}

/** The texts that cells refer to by number, as many as would be kept anyway. */
async function sharedStrings(
  archive: Archive,
  part: string | null,
  maxCharacters: number,
): Promise<string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  let characters = 0;
  let current = '';
  let inText = false;
  let inReading = false;
  await readXml(archive, part, {
    open: (name) => {
      if (name === 'si') current = '';
      // How a word is pronounced is no text of the cell.
      if (name === 'rPh') inReading = true;
      if (name === 't') inText = !inReading;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inReading = false;
      if (name !== 'si') return;
      characters += current.length;
      if (strings.length > 5_000_000) throw new ReadingStop('expandsTooFar');
      strings.push(current);
    },
    isDone: () => characters > maxCharacters,
  });
  return strings;
}

/** Texts of cells only: numbers without their headings are nothing to search for. */
function cellReader(sink: Sink, strings: readonly string[]): XmlReader {
  let type = '';
  let value = '';
  let inValue = false;
  return {
    open: (name, attributes) => {
      if (name === 'c') {
        type = attributes.t ?? 'n';
        value = '';
      }
      if (name === 'v' || name === 't') inValue = true;
    },
    text: (text) => {
      if (inValue && type !== 'n') value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'row') sink.text('\n');
      if (name !== 'c') return;
      const text = type === 's' ? strings[Number(value)] : value;
      if (['s', 'str', 'inlineStr'].includes(type) && text) sink.text(`${text}\t`);
    },
    drain: () => sink.drain(),
    isDone: () => sink.isFull,
  };
}

/** SpreadsheetML: each sheet is a page. */
export async function readXlsx(
  archive: Archive,
  sink: Sink,
  { pages, characters }: { pages: number; characters: number },
): Promise<number | null> {
  const { sheets, strings } = await sheetsOf(archive);
  const shared = await sharedStrings(archive, strings, characters);
  if (sheets.length > pages) sink.find('manyPages', sheets.length);
  for (const [index, { name, part }] of sheets.slice(0, pages).entries()) {
    if (sink.isFull) break;
    sink.begin(index + 1);
    sink.text(`${name}\n`);
    await readXml(archive, part, cellReader(sink, shared));
    sink.end();
  }
  return sheets.length;
}
