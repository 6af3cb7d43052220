import { errors } from '@strapi/utils';

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/**
 * A date as precise as it is known: `2024`, `2024-03` or `2024-03-09` (ISO 8601, reduced precision).
 * @throws ValidationError for another shape, or a day that no calendar has
 */
export function checkPartialDate(value: string): string {
  const text = value.trim();
  const match = SHAPE.exec(text);
  if (match !== null) {
    const [, year = '', month = '01', day = '01'] = match;
    const whole = `${year}-${month}-${day}`;
    const date = new Date(`${whole}T00:00:00Z`);
    if (!Number.isNaN(date.valueOf()) && date.toISOString().startsWith(whole)) return text;
  }
  throw new errors.ValidationError(
    '"publishedDate" must be a year, a month or a day: 2024, 2024-03 or 2024-03-09.',
    { key: 'publishedDate' },
  );
}
