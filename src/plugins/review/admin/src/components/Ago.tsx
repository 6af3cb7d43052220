import { useIntl } from 'react-intl';

import { useNow } from '../hooks/use-now';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

function sinceThen(at: string, now: number) {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  return [unit, Math.floor(seconds / length)] as const;
}

/** How long ago something was; the exact moment is in its title. */
export function Ago({ at }: { at: string }) {
  const intl = useIntl();
  const now = useNow();
  const [unit, count] = sinceThen(at, now);
  return (
    <time dateTime={at} title={intl.formatDate(at, { dateStyle: 'full', timeStyle: 'short' })}>
      {intl.formatRelativeTime(-count, unit, { numeric: 'auto' })}
    </time>
  );
}

/** A moment in full, for where it is read and not glanced at. */
export function Moment({ at }: { at: string }) {
  const intl = useIntl();
  return (
    <time dateTime={at}>{intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })}</time>
  );
}

/** A day of the calendar, `YYYY-MM-DD`, which is the same everywhere. The year, unless it is this one. */
export function Day({ on }: { on: string }) {
  const intl = useIntl();
  const thisYear = String(new Date(useNow()).getFullYear());
  const short = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const options = on.startsWith(thisYear) ? short : ({ ...short, year: 'numeric' } as const);
  return (
    <time dateTime={on} title={intl.formatDate(on, { dateStyle: 'full', timeZone: 'UTC' })}>
      {intl.formatDate(on, options)}
    </time>
  );
}

/** How long something has lasted: "12 days". */
export function useDuration(): (since: string) => string {
  const intl = useIntl();
  const now = useNow();
  return (since) => {
    const [unit, count] = sinceThen(since, now);
    return intl.formatNumber(count, { style: 'unit', unit, unitDisplay: 'long' });
  };
}
