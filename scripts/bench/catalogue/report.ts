import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';

import * as echarts from 'echarts';

import type { Figures } from './load';

/** One comparison: what was measured, in what unit, and what it must reach. */
export interface Result {
  work: string;
  /** What the figure says, for a reader: "3.1 × stock". */
  figure: string;
  mustReach: string;
  reached: boolean;
  /** Behind the figure. */
  details: Record<string, Figures | number | string>;
}

export interface Report {
  /** How many there were; `null` where none were there before. */
  items: number | null;
  node: string;
  processor: string;
  cores: number;
  memoryGb: number;
  results: Result[];
}

export function createReport(items: number | null, results: Result[]): Report {
  return {
    items,
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    results,
  };
}

function isFigures(value: Figures | number | string): value is Figures {
  return typeof value === 'object';
}

const whole = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

export function printReport({ results }: Report): void {
  const loads = results.flatMap(({ work, details }) =>
    Object.entries(details).flatMap(([name, value]) =>
      isFigures(value) ? [{ work, who: name, ...value }] : [],
    ),
  );
  console.table(
    loads.map(({ work, who, perSecond, p50, p95, p99, failed }) => ({
      work,
      who,
      'per second': whole(perSecond),
      'p50 ms': p50.toFixed(2),
      'p95 ms': p95.toFixed(2),
      'p99 ms': p99.toFixed(2),
      failed,
    })),
  );
  console.table(
    results.map(({ work, figure, mustReach, reached }) => ({
      work,
      figure,
      'must reach': mustReach,
      reached: reached ? 'yes' : 'NO',
    })),
  );
}

/** What the picture beside a report shows of each load. */
export interface Picture {
  /** Of the files. */
  name: string;
  title: string;
  axis: object;
  value: (figures: Figures) => number;
}

/** On a logarithmic scale: the ratios are what counts. */
const REQUESTS_A_SECOND: Picture = {
  name: 'catalogue',
  title: 'Requests a second',
  axis: { type: 'log', min: 0.1 },
  value: ({ perSecond }) => perSecond,
};

function chartOf({ items, results }: Report, { title, axis, value }: Picture): string {
  const bars = results.flatMap(({ work, details }) => {
    const loads = Object.entries(details).filter((entry): entry is [string, Figures] =>
      isFigures(entry[1]),
    );
    return loads.map(([name, figures]) => ({
      label: name === '' ? work : `${work}: ${name}`,
      value: Number(value(figures).toFixed(1)),
    }));
  });
  const text = items === null ? title : `${title}, ${items.toLocaleString('en-GB')} items`;
  const chart = echarts.init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: 900,
    height: 80 + bars.length * 26,
  });
  chart.setOption({
    animation: false,
    title: { text, left: 10, top: 8 },
    grid: { left: 330, right: 90, top: 44, bottom: 34 },
    xAxis: axis,
    yAxis: { type: 'category', inverse: true, data: bars.map(({ label }) => label) },
    series: [
      {
        type: 'bar',
        data: bars.map((bar) => bar.value),
        label: { show: true, position: 'right' },
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Writes the figures and a picture of them beside the documentation. @returns the names of the files */
export async function writeReport(
  report: Report,
  picture: Picture = REQUESTS_A_SECOND,
): Promise<string[]> {
  const folder = 'docs/benchmarks';
  await mkdir(folder, { recursive: true });
  const suffix = report.items === null ? '' : `-${report.items}`;
  const name = `${folder}/${picture.name}${suffix}`;
  await writeFile(`${name}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(`${name}.svg`, chartOf(report, picture));
  return [`${name}.json`, `${name}.svg`];
}
