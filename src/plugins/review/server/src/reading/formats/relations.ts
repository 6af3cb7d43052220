import { posix } from 'node:path';

import { ReadingStop } from '../reading-stop';
import type { Archive } from './archive';
import { readXml } from './xml';

/** Parts that a part of an Office file refers to, by the id it has for them (ECMA-376-2, 9.3). */
export interface Relation {
  id: string;
  /** The last segment of the relation's type: `worksheet`, `slide`, `officeDocument`. */
  type: string;
  /** The part's name in the archive. */
  target: string;
}

const MAX_RELATIONS = 20_000;

/** @param part `''` for the relations of the whole file */
export async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const listing = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  await readXml(archive, listing, {
    open: (name, { Id: id, Type: type, Target: target, TargetMode: mode }) => {
      // External ones are addresses: nothing is ever fetched.
      if (name !== 'Relationship' || mode === 'External') return;
      if (id === undefined || type === undefined || target === undefined) return;
      if (relations.length >= MAX_RELATIONS) throw new ReadingStop('damaged');
      const absolute = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.push({ id, type: posix.basename(type), target: absolute });
    },
  });
  return relations;
}

/** The main part of an Office file: document, workbook or presentation. @throws ReadingStop */
export async function mainPartOf(archive: Archive): Promise<string> {
  const main = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument');
  if (main === undefined || !archive.has(main.target)) throw new ReadingStop('unreadable');
  return main.target;
}
