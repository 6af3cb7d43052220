import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { Statistics } from '../../../../shared/desk';
import { useText } from '../../messages';
import { BarsAcross } from './BarsAcross';
import { ChartFigure } from './ChartFigure';
import { useChartColours } from './use-colours';
import { WeeksChart } from './WeeksChart';

interface ChartProps {
  statistics: Statistics;
}

/** More lines than a chart can be read with; the table and the file have them all. */
const MOST_BARS = 15;

export function Weeks({ statistics: { weeks } }: ChartProps) {
  const text = useText();
  const intl = useIntl();
  const colours = useChartColours();
  const names = {
    submitted: text('statistics.submitted'),
    approved: text('statistics.approved'),
    rejected: text('statistics.rejected'),
  };
  const dayOf = (monday: string) =>
    intl.formatDate(monday, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <ChartFigure
      title={text('statistics.weeks')}
      hint={text('statistics.weeks.hint')}
      legend={[
        { colour: colours.submitted, label: names.submitted, as: 'line' },
        { colour: colours.approved, label: names.approved },
        { colour: colours.rejected, label: names.rejected, as: 'hatched' },
      ]}
      numbers={{
        columns: [text('statistics.week'), names.submitted, names.approved, names.rejected],
        rows: weeks.map(({ monday, submitted, approved, rejected }) => ({
          name: dayOf(monday),
          values: [submitted, approved, rejected],
        })),
      }}
    >
      <WeeksChart weeks={weeks} />
    </ChartFigure>
  );
}

export function Ages({ statistics: { waiting } }: ChartProps) {
  const text = useText();
  const colours = useChartColours();
  const rows = waiting.ages.map(({ fromDays, toDays, count }) => ({
    key: String(fromDays),
    label:
      toDays === null
        ? text('statistics.age.over', { days: fromDays })
        : text('statistics.age', { from: fromDays, to: toDays }),
    values: [count],
  }));
  return (
    <ChartFigure
      title={text('statistics.ages')}
      hint={text('statistics.ages.hint')}
      numbers={{
        columns: [text('statistics.age.column'), text('statistics.count')],
        rows: rows.map(({ label, values }) => ({ name: label, values })),
      }}
    >
      <BarsAcross rows={rows} paints={[{ colour: colours.waiting }]} />
    </ChartFigure>
  );
}

export function Reviewers({ statistics: { reviewers } }: ChartProps) {
  const text = useText();
  const colours = useChartColours();
  const rows = reviewers.map(({ reviewer, approved, rejected }) => ({
    key: `${reviewer.kind}:${String(reviewer.id)}`,
    label: reviewer.name,
    values: [approved, rejected],
  }));
  const names = [text('statistics.approved'), text('statistics.rejected')] as const;
  return (
    <ChartFigure
      title={text('statistics.reviewers')}
      legend={[
        { colour: colours.approved, label: names[0] },
        { colour: colours.rejected, label: names[1], as: 'hatched' },
      ]}
      numbers={{
        columns: [text('statistics.reviewer'), ...names],
        rows: rows.map(({ label, values }) => ({ name: label, values })),
      }}
    >
      <Shortened rows={rows} paints={[{ colour: colours.approved }, 'hatched']} />
    </ChartFigure>
  );
}

export function Reasons({ statistics: { reasons } }: ChartProps) {
  const text = useText();
  const rows = reasons.map(({ reasonId, label, count }) => ({
    key: reasonId ?? '',
    label: reasonId === null ? text('statistics.reason.own') : label,
    values: [count],
  }));
  return (
    <ChartFigure
      title={text('statistics.reasons')}
      numbers={{
        columns: [text('statistics.reason'), text('statistics.count')],
        rows: rows.map(({ label, values }) => ({ name: label, values })),
      }}
    >
      <Shortened rows={rows} paints={['hatched']} />
    </ChartFigure>
  );
}

function Shortened({ rows, paints }: Parameters<typeof BarsAcross>[0]) {
  const text = useText();
  if (rows.length === 0) {
    return <Typography textColor="neutral600">{text('statistics.no-decisions')}</Typography>;
  }
  const more = rows.length - MOST_BARS;
  return (
    <>
      <BarsAcross rows={rows.slice(0, MOST_BARS)} paints={paints} />
      {more > 0 && (
        <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={3}>
          {text('statistics.more', { count: more })}
        </Typography>
      )}
    </>
  );
}
