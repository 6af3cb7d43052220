import { benchApproval } from './bench/approval/run';
import { benchCatalogue } from './bench/catalogue/run';
import { benchDesk } from './bench/desk/run';
import { benchFiles } from './bench/files/run';
import { benchPages } from './bench/pages/run';
import { benchPreflight } from './bench/preflight/run';
import { benchReading } from './bench/reading/run';
import { benchReview } from './bench/review/run';
import { main } from './processes';
import { SentenceError } from './sentence-error';

/** Those that stand beside a stock Strapi have the same content there, in the same run. */
const BENCHMARKS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  '--items': benchCatalogue,
  approval: benchApproval,
  desk: benchDesk,
  files: benchFiles,
  pages: benchPages,
  preflight: () => benchPreflight(),
  reading: () => benchReading(),
  review: benchReview,
};

/**
 * `npm run bench -- --items 100000` measures the catalogue, `approval [rounds]` an approval, `review [submissions]` the
 * desk's queue, `desk [submissions]` a reviewer at work in Chromium, `files [seconds]` the taking in of files, `reading`
 * what reading a book costs, `pages [documents]` searches in files and the approval of a book, `preflight` how long a check
 * beforehand takes. Prints figures and judges none.
 */
void main(([first = '--items', ...rest]) => {
  const bench = Object.hasOwn(BENCHMARKS, first) ? BENCHMARKS[first] : undefined;
  if (bench !== undefined) return bench(rest);
  throw new SentenceError(
    `There is no benchmark "${first}": there is ${Object.keys(BENCHMARKS).join(', ')}.`,
  );
});
