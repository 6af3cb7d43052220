import { benchApproval } from './bench/approval/run';
import { benchCatalogue } from './bench/catalogue/run';
import { benchDesk } from './bench/desk/run';
import { benchReview } from './bench/review/run';
import { main } from './processes';
import { SentenceError } from './sentence-error';

/**
 * `npm run bench -- --items 100000` measures the catalogue, `npm run bench -- approval [rounds]` an approval, each
 * beside a stock Strapi with the same content in the same run; `npm run bench -- review [submissions]` the review
 * desk's queue, and `npm run bench -- desk [submissions]` a reviewer at work in Chromium. Prints figures and judges none.
 */
void main(([first = '--items', ...rest]) => {
  if (first === 'approval') return benchApproval(rest);
  if (first === 'review') return benchReview(rest);
  if (first === 'desk') return benchDesk(rest);
  if (first === '--items') return benchCatalogue(rest);
  throw new SentenceError(
    `There is no benchmark "${first}": say --items <number>, approval <rounds>, review <submissions>, or desk <submissions>.`,
  );
});
