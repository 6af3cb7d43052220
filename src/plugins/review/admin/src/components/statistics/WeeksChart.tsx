import { useId } from 'react';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { Group } from '@visx/group';
import { ParentSize } from '@visx/responsive';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar, LinePath } from '@visx/shape';
import { useIntl } from 'react-intl';

import type { Statistics } from '../../../../shared/desk';
import { Hatch } from './Hatch';
import { useChartColours } from './use-colours';
import type { ChartColours } from './use-colours';

type Week = Statistics['weeks'][number];

const HEIGHT = 280;
const MARGIN = { top: 8, right: 8, bottom: 28, left: 40 };
/** A label needs about so much room. */
const LABEL_WIDTH = 90;

/** What came in as a line, what was decided as bars: where the line is above, the queue grew. */
export function WeeksChart({ weeks }: { weeks: readonly Week[] }) {
  return (
    <ParentSize debounceTime={50} style={{ height: HEIGHT }}>
      {({ width }) => (width > 0 ? <Drawing weeks={weeks} width={width} /> : null)}
    </ParentSize>
  );
}

function scalesOf(weeks: readonly Week[], width: number) {
  const inner = {
    width: width - MARGIN.left - MARGIN.right,
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };
  const most = Math.max(
    1,
    ...weeks.map(({ submitted, approved, rejected }) => Math.max(submitted, approved + rejected)),
  );
  const x = scaleBand<string>({
    domain: weeks.map(({ monday }) => monday),
    range: [0, inner.width],
    padding: weeks.length > 60 ? 0.1 : 0.3,
  });
  const y = scaleLinear<number>({ domain: [0, most], range: [inner.height, 0], nice: true });
  return { inner, x, y };
}

type Scales = ReturnType<typeof scalesOf>;

function Drawing({ weeks, width }: { weeks: readonly Week[]; width: number }) {
  const hatch = useId();
  const colours = useChartColours();
  const scales = scalesOf(weeks, width);
  const { x, y } = scales;
  const middle = ({ monday }: Week) => (x(monday) ?? 0) + x.bandwidth() / 2;
  return (
    <svg width={width} height={HEIGHT}>
      <Hatch id={hatch} />
      <Group left={MARGIN.left} top={MARGIN.top}>
        <Axes weeks={weeks} scales={scales} colours={colours} />
        {weeks.map((week) => (
          <WeekBars key={week.monday} week={week} scales={scales} colours={colours} hatch={hatch} />
        ))}
        {/* Its edge keeps the line apart from the bars it crosses. */}
        {[colours.ground, colours.submitted].map((stroke, index) => (
          <LinePath
            key={stroke}
            data={[...weeks]}
            x={middle}
            y={({ submitted }) => y(submitted)}
            stroke={stroke}
            strokeWidth={index === 0 ? 5 : 2.5}
            strokeLinejoin="round"
            strokeLinecap="round"
          />
        ))}
        {weeks.length <= 30 &&
          weeks.map((week) => (
            <circle
              key={week.monday}
              cx={middle(week)}
              cy={y(week.submitted)}
              r={3.5}
              fill={colours.submitted}
              stroke={colours.ground}
            />
          ))}
      </Group>
    </svg>
  );
}

interface PartProps {
  scales: Scales;
  colours: ChartColours;
}

function Axes({ weeks, scales: { inner, x, y }, colours }: PartProps & { weeks: readonly Week[] }) {
  const intl = useIntl();
  const every = Math.max(1, Math.ceil((weeks.length * LABEL_WIDTH) / inner.width));
  const counts = y.ticks(5).filter(Number.isInteger);
  const years = weeks.length > 60;
  const label = { fill: colours.axis, fontSize: '1.2rem', fontFamily: 'inherit' };
  const dayLabel = (monday: string) =>
    intl.formatDate(monday, {
      timeZone: 'UTC',
      month: 'short',
      ...(years ? { year: 'numeric' } : { day: 'numeric' }),
    });
  return (
    <>
      {counts.map((count) => (
        <line key={count} x2={inner.width} y1={y(count)} y2={y(count)} stroke={colours.grid} />
      ))}
      <AxisLeft
        scale={y}
        tickValues={counts}
        tickFormat={(count) => intl.formatNumber(Number(count))}
        tickLabelProps={{ ...label, dx: -4, dy: 4, textAnchor: 'end' }}
        hideAxisLine
        hideTicks
      />
      <AxisBottom
        top={inner.height}
        scale={x}
        tickValues={weeks.filter((_, index) => index % every === 0).map(({ monday }) => monday)}
        tickFormat={dayLabel}
        tickLabelProps={{ ...label, textAnchor: 'middle' }}
        stroke={colours.grid}
        tickStroke={colours.grid}
      />
    </>
  );
}

interface WeekBarsProps extends PartProps {
  week: Week;
  hatch: string;
}

function WeekBars({ week, scales: { inner, x, y }, colours, hatch }: WeekBarsProps) {
  const { monday, approved, rejected } = week;
  const place = { x: x(monday), width: x.bandwidth() };
  return (
    <>
      <Bar {...place} y={y(approved)} height={inner.height - y(approved)} fill={colours.approved}>
        <title>{approved}</title>
      </Bar>
      <Bar
        {...place}
        y={y(approved + rejected)}
        height={y(approved) - y(approved + rejected)}
        fill={`url(#${hatch})`}
      >
        <title>{rejected}</title>
      </Bar>
    </>
  );
}
