import { addWorkingDays } from '../../src/plugins/review/server/src/working-days';

/** Day by day, as a person counts. */
function counted(from: string, count: number): string {
  const day = new Date(from);
  for (let left = count; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (![0, 6].includes(day.getUTCDay())) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}

describe('working days', () => {
  it.each([
    ['a Monday', '2026-03-02', 1, '2026-03-03'],
    ['a Thursday', '2026-03-05', 1, '2026-03-06'],
    ['a Friday', '2026-03-06', 1, '2026-03-09'],
    ['a Saturday', '2026-03-07', 1, '2026-03-09'],
    ['a Sunday', '2026-03-08', 5, '2026-03-13'],
    ['a Wednesday, over a weekend', '2026-03-04', 5, '2026-03-11'],
  ])('after %s', (_, from, count, expected) => {
    expect(addWorkingDays(new Date(`${from}T23:59:59Z`), count)).toBe(expected);
  });

  it('are what one counts day by day, from each day of the week', () => {
    const days = ['02', '03', '04', '05', '06', '07', '08'].map((day) => `2026-03-${day}`);
    for (const from of days) {
      for (let count = 1; count <= 40; count += 1) {
        expect([from, count, addWorkingDays(new Date(from), count)]).toEqual([
          from,
          count,
          counted(from, count),
        ]);
      }
    }
  });
});
