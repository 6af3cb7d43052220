import type { Knex } from 'knex';

import { bandsOf, likeness, sketchOf } from './sketch';

const SKETCHES = 'review_text_sketches';

/** From here on texts are almost the same: about one run of five words in four differs at most. */
const ALIKE = 0.75;
/** As many as are compared; with more than that in common it is a form that everybody fills in. */
const MOST_COMPARED = 200;

interface SketchRow {
  sha256: string;
  sketch: number[];
}

/** Keeps the sketch of a text beside its reading; of one too short to tell there is none. */
export async function keepSketch(
  trx: Knex.Transaction,
  sha256: string,
  texts: Iterable<string>,
): Promise<void> {
  const sketch = sketchOf(texts);
  if (sketch === null) return;
  await trx(SKETCHES).insert({ sha256, sketch, bands: bandsOf(sketch) });
}

/** Files whose text is almost that of another, the likest first. */
export async function findAlike(
  db: Knex,
  sha256: string,
): Promise<{ sha256: string; likeness: number }[]> {
  const own = await db<SketchRow>(SKETCHES).where({ sha256 }).first();
  if (own === undefined) return [];
  const rows: SketchRow[] = await db<SketchRow>(SKETCHES)
    .whereRaw('bands && ?', [bandsOf(own.sketch)])
    .whereNot({ sha256 })
    .select('sha256', 'sketch')
    .limit(MOST_COMPARED);
  return rows
    .map((row) => ({ sha256: row.sha256, likeness: likeness(own.sketch, row.sketch) }))
    .filter((row) => row.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness);
}
