const DAY = 24 * 60 * 60 * 1000;
const SATURDAY = 6;

/**
 * The day by whose end so many working days (Monday to Friday) have passed after the day of `from`,
 * as `YYYY-MM-DD`. All in UTC: one library, one calendar, whoever looks.
 */
export function addWorkingDays(from: Date, count: number): string {
  const start = new Date(from.toISOString().slice(0, 10));
  // Counting begins with the next working day, so from a weekend it begins as from its Friday.
  const weekday = start.getUTCDay();
  const sinceFriday = weekday === SATURDAY ? 1 : weekday === 0 ? 2 : 0;
  const counted = sinceFriday === 0 ? weekday : 5;
  const rest = count % 5;
  const weekend = counted + rest > 5 ? 2 : 0;
  const days = Math.floor(count / 5) * 7 + rest + weekend - sinceFriday;
  return new Date(start.getTime() + days * DAY).toISOString().slice(0, 10);
}
