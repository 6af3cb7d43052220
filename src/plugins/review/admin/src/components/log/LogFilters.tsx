import { EVENT_TYPES } from '../../../../shared/workflow';
import { useText } from '../../messages';
import { useGetReviewersQuery } from '../../submission-api';
import type { LogParams } from '../../log-params';
import { NarrowBar } from '../narrow/NarrowBar';
import { NarrowDay } from '../narrow/NarrowDay';
import { NarrowSelect } from '../narrow/NarrowSelect';
import { NarrowType } from '../narrow/NarrowType';

interface LogFiltersProps {
  params: LogParams;
  onChange: (change: Partial<LogParams>) => void;
}

export function LogFilters({ params, onChange }: LogFiltersProps) {
  const text = useText();
  return (
    <NarrowBar label={text('log.filters')}>
      <NarrowSelect
        name="event"
        label={text('log.filter.event')}
        all={text('log.filter.event.all')}
        value={params.event}
        options={EVENT_TYPES.map((event) => ({ value: event, label: text(`event.${event}`) }))}
        onChoose={(event) => {
          onChange({ event: EVENT_TYPES.find((known) => known === event) ?? '' });
        }}
      />
      <ActorFilter params={params} onChange={onChange} />
      <NarrowType
        value={params.type}
        onChoose={(type) => {
          onChange({ type });
        }}
      />
      <NarrowDay
        name="from"
        label={text('log.filter.from')}
        value={params.from}
        onChoose={(from) => {
          onChange({ from });
        }}
      />
      <NarrowDay
        name="to"
        label={text('log.filter.to')}
        value={params.to}
        onChoose={(to) => {
          onChange({ to });
        }}
      />
    </NarrowBar>
  );
}

/** Those who decide. Anyone else is chosen by their name in the list. */
function ActorFilter({ params, onChange }: LogFiltersProps) {
  const text = useText();
  const { data: reviewers = [] } = useGetReviewersQuery(undefined);
  const options = [
    ...reviewers.map(({ id, name }) => ({ value: `admin:${String(id)}`, label: name })),
    { value: 'system', label: text('actor.system') },
  ];
  const known = params.actor === '' || options.some(({ value }) => value === params.actor);
  const other = { value: params.actor, label: text('log.filter.actor.other') };
  return (
    <NarrowSelect
      name="actor"
      label={text('log.filter.actor')}
      all={text('log.filter.actor.all')}
      value={params.actor}
      options={known ? options : [...options, other]}
      onChoose={(actor) => {
        onChange({ actor });
      }}
    />
  );
}
