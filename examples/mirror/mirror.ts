/** What a copy of a library is kept in: a database, a search index, a folder of files. */
export interface MirrorStore<Item> {
  /** Where the copy stands; `undefined` before the first time. */
  cursor: () => Promise<string | undefined>;
  /** Written after what it stands for: if the program ends between the two, the same comes again, which does no harm. */
  saveCursor: (cursor: string) => Promise<void>;
  put: (item: Item) => Promise<void>;
  remove: (id: string) => Promise<void>;
  ids: () => Promise<Iterable<string>>;
}

interface Identified {
  id: string;
}

interface Change<Item> {
  change: 'entered' | 'altered' | 'withdrawn';
  item: Item | null;
  tombstone: Identified | null;
}

interface ChangesAnswer<Item> {
  data: Change<Item>[];
  meta: { cursor: string; hasMore: boolean };
}

/** Of an export. */
interface LastLine {
  cursor: string;
  entries: number;
}

function isLast(read: Identified | LastLine): read is LastLine {
  return 'entries' in read;
}

const PAGE = 1000;

class CursorLost extends Error {}

/** Asks again when the library says that it has had enough for now. */
async function ask(address: string): Promise<Response> {
  for (;;) {
    const response = await fetch(address);
    if (response.ok) return response;
    const text = await response.text();
    if (response.status === 429 || response.status === 503) {
      // A proxy in between may give a date here, which is no number; and 0 would be a loop.
      const seconds = Number(response.headers.get('retry-after') ?? 10);
      const pause = Number.isFinite(seconds) ? Math.max(1, seconds) : 10;
      await new Promise((resolve) => setTimeout(resolve, pause * 1000));
    } else if (response.status === 400 && text.includes('"bad-cursor"')) {
      throw new CursorLost(text);
    } else {
      throw new Error(`${address} answered ${String(response.status)}: ${text}`);
    }
  }
}

/** The lines of an answer as they arrive, so that a library of any size fits. */
async function* linesOf(response: Response): AsyncGenerator<string> {
  if (response.body === null) throw new Error('The answer has no body');
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new Error('The answer was cut off');
}

/** Takes over the whole library, and drops what is no longer in it. */
async function copyAll<Item extends Identified>(
  library: string,
  store: MirrorStore<Item>,
): Promise<void> {
  const gone = new Set(await store.ids());
  let cursor: string | undefined;
  for await (const line of linesOf(await ask(`${library}/api/catalogue/export`))) {
    // Written by the library: an item, or, as the last line, where to go on from.
    const read = JSON.parse(line) as Item | LastLine;
    if (isLast(read)) {
      ({ cursor } = read);
    } else {
      await store.put(read);
      gone.delete(read.id);
    }
  }
  if (cursor === undefined) throw new Error('The export was cut off; nothing was dropped');
  for (const id of gone) await store.remove(id);
  await store.saveCursor(cursor);
}

/** Applies what happened since the last time. @returns whether there is more */
async function copyChanges<Item extends Identified>(
  library: string,
  store: MirrorStore<Item>,
  after: string,
): Promise<boolean> {
  const response = await ask(
    `${library}/api/catalogue/changes?limit=${String(PAGE)}&after=${after}`,
  );
  const { data, meta } = (await response.json()) as ChangesAnswer<Item>;
  for (const { item, tombstone } of data) {
    // An item that entered and was altered since comes once, as altered: either way it is put.
    if (item !== null) await store.put(item);
    else if (tombstone !== null) await store.remove(tombstone.id);
  }
  if (meta.cursor !== after) await store.saveCursor(meta.cursor);
  return meta.hasMore;
}

/**
 * Brings the copy up to date: everything the first time, then only what happened since. Call it as often as the copy
 * should be fresh.
 * @param library its address, such as `https://library.example.org`
 * @throws Error where the library cannot be reached; what was copied until then stays, and the next call goes on
 */
export async function updateMirror<Item extends Identified>(
  library: string,
  store: MirrorStore<Item>,
): Promise<void> {
  try {
    const cursor = await store.cursor();
    if (cursor === undefined) throw new CursorLost('There is no copy yet');
    let after = cursor;
    while (await copyChanges(library, store, after)) after = (await store.cursor()) ?? after;
  } catch (error) {
    // Also where the library was restored from a backup: then its numbers no longer mean what ours do.
    if (!(error instanceof CursorLost)) throw error;
    await copyAll(library, store);
  }
}
