import { benchApproval } from './bench/approval/run';
import { benchCatalogue } from './bench/catalogue/run';
import { benchDesk } from './bench/desk/run';
import { benchPreflight } from './bench/preflight/run';
import { benchReading } from './bench/reading/run';
import { benchReview } from './bench/review/run';
import { main } from './processes';
import { SentenceError } from './sentence-error';

/**
 * `npm run bench -- --items 100000` measures the catalogue, `npm run bench -- approval [rounds]` an approval, each
 * beside a stock Strapi with the same content in the same run; `npm run bench -- review [submissions]` the review
 * desk's queue, `npm run bench -- desk [submissions]` a reviewer at work in Chromium, and `npm run bench -- reading` what
 * reading a book costs, and those who wait for answers meanwhile; `npm run bench -- preflight` how long a check beforehand
 * takes. Prints figures and judges none.
 */
void main(([first = '--items', ...rest]) => {
  if (first === 'approval') return benchApproval(rest);
  if (first === 'reading') return benchReading();
  if (first === 'preflight') return benchPreflight();
  if (first === 'review') return benchReview(rest);
  if (first === 'desk') return benchDesk(rest);
  if (first === '--items') return benchCatalogue(rest);
  throw new SentenceError(
    `There is no benchmark "${first}": say --items <number>, approval <rounds>, review <submissions>, desk <submissions>, reading, or preflight.`,
  );
});
