import { SentenceError } from '../../sentence-error';
import { type Contenders, withContenders } from './contenders';
import { benchDepth, benchLists, benchSearch } from './reading';
import { createReport, printReport, type Result, writeReport } from './report';
import { benchChanges, benchExport, benchOai } from './walking';
import { benchPublishing, benchVisible } from './writing';

const DEFAULT_ITEMS = 100_000;
const MAX_MEMORY_MB = 450;

function itemsFrom([given, ...rest]: string[]): number {
  const items = given === undefined ? DEFAULT_ITEMS : Number(given);
  if (Number.isInteger(items) && items >= 1000 && items <= 2_000_000 && rest.length === 0)
    return items;
  throw new SentenceError(
    'Say how many items: --items followed by a whole number from 1000 to 2000000.',
  );
}

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

/**
 * `npm run bench -- --items 100000`: the catalogue beside a stock Strapi with the same content and a server that does
 * nothing but send bytes, on one PostgreSQL, taking turns. Prints the figures and writes them to `docs/benchmarks`.
 */
export async function benchCatalogue(args: string[]): Promise<number> {
  const items = itemsFrom(args);
  const results: Result[] = [];
  await withContenders(items, async (contenders) => {
    const works: [string, () => Promise<Result[]>][] = [
      ['lists', () => benchLists(contenders)],
      ['search', () => benchSearch(contenders, items)],
      ['depth', () => benchDepth(contenders)],
      ['changes', () => benchChanges(contenders)],
      ['OAI-PMH', () => benchOai(contenders)],
      ['export', () => benchExport(contenders)],
      ['visibility', () => benchVisible(contenders)],
      ['publishing', () => benchPublishing(contenders)],
    ];
    for (const [name, work] of works) {
      console.log(`Measuring ${name} …`);
      results.push(...(await work()));
    }
    results.push(memoryResult(contenders));
  });
  const report = createReport(items, results);
  printReport(report);
  console.log(`Written: ${(await writeReport(report)).join(', ')}`);
  return 0;
}
