import type { Server } from '../../verify/server';
import { type Figures, press, takeTurns } from '../catalogue/load';
import type { Result } from '../catalogue/report';
import { COMMON, EVERYWHERE, WORDS } from '../catalogue/texts';

const CONNECTIONS = 4;
const SECONDS = 4;
const ROUNDS = 3;
const LIMIT_MS = 100;

/** Pairs of words on about a third of the pages each, so that hardly a question comes twice. */
const PAIRS = COMMON.slice(20).flatMap((first, i) =>
  COMMON.slice(21 + i).map((second) => `${first} ${second}`),
);

/** What is asked, by what it is. */
const SEARCHES: Readonly<Record<string, readonly string[]>> = {
  'a word on 80 % of the pages': [EVERYWHERE],
  'two common words': PAIRS,
  'a phrase of two common words': PAIRS.map((pair) => `"${pair}"`),
  'a rare word': WORDS.slice(-100),
};

function resultOf(work: string, withTexts: Figures, without: Figures): Result {
  return {
    work,
    figure: `p95 ${withTexts.p95.toFixed(0)} ms, without texts ${without.p95.toFixed(0)} ms`,
    mustReach: `p95 under ${LIMIT_MS} ms`,
    reached: withTexts.p95 < LIMIT_MS && withTexts.failed === 0,
    details: { 'with texts': withTexts, without },
  };
}

/** The same questions of two libraries that differ in this alone, taking turns. */
export async function timeSearches(read: Server, unread: Server): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, asked] of Object.entries(SEARCHES)) {
    const paths = asked.map((words) => `/api/catalogue?_q=${encodeURIComponent(words)}`);
    const turn = ({ url }: Server) => ({ url, paths, connections: CONNECTIONS, seconds: SECONDS });
    for (const server of [read, unread]) await press({ ...turn(server), seconds: 1 });
    const { withTexts, without } = await takeTurns(
      { withTexts: () => press(turn(read)), without: () => press(turn(unread)) },
      ROUNDS,
    );
    results.push(resultOf(name, withTexts, without));
  }
  return results;
}
