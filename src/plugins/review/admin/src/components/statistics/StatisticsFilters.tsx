import { useText } from '../../messages';
import { changeStatisticsParams, periodOf, PERIODS, periodUntil } from '../../statistics-params';
import type { StatisticsParams } from '../../statistics-params';
import { NarrowBar } from '../narrow/NarrowBar';
import { NarrowCategory } from '../narrow/NarrowCategory';
import { NarrowDay } from '../narrow/NarrowDay';
import { NarrowSelect } from '../narrow/NarrowSelect';
import { NarrowType } from '../narrow/NarrowType';

interface StatisticsFiltersProps {
  params: StatisticsParams;
  today: string;
  onChange: (params: StatisticsParams) => void;
}

const OWN = 'own';

export function StatisticsFilters({ params, today, onChange }: StatisticsFiltersProps) {
  const text = useText();
  const change = (next: Partial<StatisticsParams>) => {
    onChange(changeStatisticsParams(params, next));
  };
  /** A period has two ends, so an emptied field leaves what was. */
  const changeDay = (name: 'from' | 'to') => (day: string) => {
    if (day !== '') change({ [name]: day });
  };
  return (
    <NarrowBar label={text('statistics.filters')}>
      <PeriodFilter params={params} today={today} onChange={change} />
      <NarrowDay
        name="from"
        label={text('log.filter.from')}
        value={params.from}
        max={today}
        onChoose={changeDay('from')}
      />
      <NarrowDay
        name="to"
        label={text('log.filter.to')}
        value={params.to}
        max={today}
        onChoose={changeDay('to')}
      />
      <NarrowType
        value={params.type}
        onChoose={(type) => {
          change({ type });
        }}
      />
      <NarrowCategory
        value={params.category}
        onChoose={(category) => {
          change({ category });
        }}
      />
    </NarrowBar>
  );
}

interface PeriodFilterProps extends Pick<StatisticsFiltersProps, 'params' | 'today'> {
  onChange: (change: Partial<StatisticsParams>) => void;
}

function PeriodFilter({ params, today, onChange }: PeriodFilterProps) {
  const text = useText();
  const period = periodOf(params, today);
  const known = PERIODS.map((days) => ({
    value: String(days),
    label: text(`statistics.period.${String(days) as `${typeof days}`}`),
  }));
  return (
    <NarrowSelect
      name="period"
      label={text('statistics.period')}
      value={period === undefined ? OWN : String(period)}
      options={
        period === undefined
          ? [...known, { value: OWN, label: text('statistics.period.own') }]
          : known
      }
      onChoose={(days) => {
        if (days !== OWN) onChange(periodUntil(today, Number(days)));
      }}
    />
  );
}
