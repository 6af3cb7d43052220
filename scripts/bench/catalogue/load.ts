import { performance } from 'node:perf_hooks';

import autocannon from 'autocannon';

import { throwIfInterrupted } from '../../processes';

/** What many requests took. Milliseconds; `perSecond` over all connections. */
export interface Figures {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  requests: number;
  /** Answers that were none, or not of the expected status. */
  failed: number;
}

export interface Load {
  url: string;
  /** Asked one after the other, over and over. */
  paths: readonly string[];
  headers?: Record<string, string>;
  connections: number;
  seconds: number;
  /** 200 where it is not given. */
  status?: number;
}

export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export function figuresOf(times: number[], seconds: number, failed = 0): Figures {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    requests: times.length,
    failed,
  };
}

/** As much as the server can take from so many connections. */
export async function press(load: Load): Promise<Figures> {
  throwIfInterrupted();
  const { url, paths, headers, connections, seconds, status = 200 } = load;
  const times: number[] = [];
  let failed = 0;
  const start = performance.now();
  const options: autocannon.Options = {
    url,
    connections,
    duration: seconds,
    headers: headers ?? {},
    requests: paths.map((path) => ({ method: 'GET', path })),
    // A stock search of a large library takes longer than a second.
    timeout: 60,
  };
  const errors = await new Promise<number>((resolve, reject) => {
    const run = autocannon(options, (error: unknown, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result.errors);
    });
    run.on('response', (_client, statusCode, _bytes, milliseconds) => {
      if (statusCode === status) times.push(milliseconds);
      else failed += 1;
    });
  });
  return figuresOf(times, (performance.now() - start) / 1000, failed + errors);
}

/** One request after the other. @returns the text of the answer and the milliseconds it took */
export async function fetchTimed(address: string): Promise<{ text: string; milliseconds: number }> {
  const start = performance.now();
  const response = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${address} answered ${response.status}: ${text.slice(0, 300)}`);
  return { text, milliseconds: performance.now() - start };
}

/** The rounds of several contenders, taking turns so that what else the machine does falls on all alike. */
export async function takeTurns<Name extends string>(
  contenders: Record<Name, () => Promise<Figures>>,
  rounds: number,
): Promise<Record<Name, Figures>> {
  const names = Object.keys(contenders) as Name[];
  const all = Object.fromEntries(names.map((name) => [name, [] as Figures[]])) as Record<
    Name,
    Figures[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) all[name].push(await contenders[name]());
  }
  const middle = (figures: Figures[]): Figures => {
    const sorted = [...figures].sort((a, b) => a.perSecond - b.perSecond);
    const one = sorted[Math.floor(sorted.length / 2)];
    if (one === undefined) throw new Error('There was no round');
    return { ...one, failed: figures.reduce((sum, { failed }) => sum + failed, 0) };
  };
  return Object.fromEntries(names.map((name) => [name, middle(all[name])])) as Record<
    Name,
    Figures
  >;
}
