import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { type MirrorStore, updateMirror } from './mirror';

interface Item {
  id: string;
}

interface Copy {
  cursor?: string;
  items: Record<string, Item>;
}

/** A copy in one JSON file, for libraries that fit in memory. */
function fileStore(file: string): MirrorStore<Item> {
  const copy: Copy = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Copy) // written below
    : { items: {} };
  return {
    cursor: () => Promise.resolve(copy.cursor),
    ids: () => Promise.resolve(Object.keys(copy.items)),
    put: (item) => {
      copy.items[item.id] = item;
      return Promise.resolve();
    },
    remove: (id) => {
      Reflect.deleteProperty(copy.items, id);
      return Promise.resolve();
    },
    saveCursor: (cursor) => {
      copy.cursor = cursor;
      writeFileSync(file, JSON.stringify(copy));
      return Promise.resolve();
    },
  };
}

/** `node run.js https://library.example.org copy.json`, once now or every minute by cron. */
const [library = 'http://localhost:1337', file = 'copy.json'] = process.argv.slice(2);
updateMirror(library, fileStore(file)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
