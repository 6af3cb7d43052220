import { useId } from 'react';
import { ParentSize } from '@visx/responsive';
import { scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { styled } from 'styled-components';

import { useText } from '../../messages';
import { Hatch } from './Hatch';

/** How a part is drawn: in a colour, or as what was rejected is. */
export type Paint = { colour: string } | 'hatched';

export interface BarRow {
  key: string;
  label: string;
  /** Drawn one after the other, as `paints` says. */
  values: readonly number[];
}

interface BarsAcrossProps {
  rows: readonly BarRow[];
  paints: readonly Paint[];
}

const HEIGHT = 20;

/** A line for each: its name, its bar, its number. Names are text of the page, and may be long. */
export function BarsAcross({ rows, paints }: BarsAcrossProps) {
  const text = useText();
  const most = Math.max(1, ...rows.map(({ values }) => sum(values)));
  return (
    <Grid>
      {rows.map(({ key, label, values }) => (
        <Line key={key}>
          <Name dir="auto" title={label}>
            {label}
          </Name>
          <ParentSize debounceTime={50} style={{ height: HEIGHT }}>
            {({ width }) => <Bars width={width} most={most} values={values} paints={paints} />}
          </ParentSize>
          <Total>{text('number', { number: sum(values) })}</Total>
        </Line>
      ))}
    </Grid>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

interface BarsProps extends Pick<BarsAcrossProps, 'paints'> {
  width: number;
  most: number;
  values: readonly number[];
}

function Bars({ width, most, values, paints }: BarsProps) {
  const hatch = useId();
  const x = scaleLinear<number>({ domain: [0, most], range: [0, width] });
  const parts = values.map((value, index) => ({
    value,
    start: x(sum(values.slice(0, index))),
    paint: paints[index] ?? 'hatched',
  }));
  return (
    <svg width={width} height={HEIGHT}>
      <Hatch id={hatch} />
      {parts
        .filter(({ value }) => value > 0)
        .map(({ value, start, paint }) => (
          <Bar
            key={start}
            x={start}
            y={2}
            // However few, they are to be seen.
            width={Math.max(x(value), 2)}
            height={HEIGHT - 4}
            fill={paint === 'hatched' ? `url(#${hatch})` : paint.colour}
          >
            <title>{value}</title>
          </Bar>
        ))}
    </svg>
  );
}

const Grid = styled.div`
  display: grid;
  grid-template-columns: fit-content(40%) minmax(8rem, 1fr) max-content;
  gap: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]}`};
  align-items: center;
  font-size: ${({ theme }) => theme.fontSizes[2]};
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Line = styled.div`
  display: contents;
`;

const Name = styled.span`
  display: -webkit-box;
  overflow: hidden;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow-wrap: anywhere;
`;

const Total = styled.span`
  text-align: end;
  font-variant-numeric: tabular-nums;
`;
