import { SentenceError } from '../../sentence-error';
import { wholeNumber } from '../../whole-number';
import { type Contenders, withContenders } from './contenders';
import { benchDepth, benchLists, benchSearch } from './reading';
import { createReport, printReport, type Result, writeReport } from './report';
import { benchChanges, benchExport, benchOai } from './walking';
import { benchPublishing, benchVisible } from './writing';

const DEFAULT_ITEMS = 100_000;
const MAX_MEMORY_MB = 450;

const WORKS: Readonly<Record<string, (to: Contenders, items: number) => Promise<Result[]>>> = {
  lists: benchLists,
  search: benchSearch,
  depth: benchDepth,
  changes: benchChanges,
  oai: benchOai,
  export: benchExport,
  visible: benchVisible,
  publish: benchPublishing,
};

function memoryResult({ peakMemory }: Contenders): Result {
  const peak = peakMemory();
  return {
    work: 'memory of the server through all of it',
    figure: `${peak.toFixed(0)} MB`,
    mustReach: `under ${MAX_MEMORY_MB} MB`,
    reached: peak < MAX_MEMORY_MB,
    details: { 'peak RSS, MB': peak },
  };
}

function worksFrom(names: string[]): string[] {
  const unknown = names.find((name) => !Object.hasOwn(WORKS, name));
  if (unknown === undefined) return names.length === 0 ? Object.keys(WORKS) : names;
  throw new SentenceError(
    `Nothing measures "${unknown}": there is ${Object.keys(WORKS).join(', ')}.`,
  );
}

/**
 * `npm run bench -- --items 100000 [works …]`: the catalogue beside a stock Strapi with the same content and a server
 * that does nothing but send bytes, on one PostgreSQL, taking turns. Prints the figures, and writes them to
 * `docs/benchmarks` if everything was measured.
 */
export async function benchCatalogue([given, ...names]: string[]): Promise<number> {
  const bounds = { fallback: DEFAULT_ITEMS, min: 1000, max: 2_000_000 };
  const items = wholeNumber(given, 'Say how many items: --items followed by', bounds);
  const works = worksFrom(names);
  const results: Result[] = [];
  await withContenders(items, async (contenders) => {
    for (const name of works) {
      console.log(`Measuring ${name} …`);
      results.push(...((await WORKS[name]?.(contenders, items)) ?? []));
    }
    results.push(memoryResult(contenders));
  });
  const report = createReport(items, results);
  printReport(report);
  if (names.length === 0) console.log(`Written: ${(await writeReport(report)).join(', ')}`);
  return 0;
}
