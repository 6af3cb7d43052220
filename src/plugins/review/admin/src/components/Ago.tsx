import { useState } from 'react';
import { useIntl } from 'react-intl';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago something was; the exact moment is in its title. */
export function Ago({ at }: { at: string }) {
  const intl = useIntl();
  const [now] = useState(() => Date.now());
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  return (
    <time dateTime={at} title={intl.formatDate(at, { dateStyle: 'full', timeStyle: 'short' })}>
      {intl.formatRelativeTime(-Math.floor(seconds / length), unit, { numeric: 'auto' })}
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
