import { checkPartialDate } from '../../src/content/partial-date';

describe('a date as precise as it is known', () => {
  it.each(['2024', '2024-03', '2024-03-09', '2024-02-29', '0001-01-01', '9999-12-31'])(
    '%s is kept',
    (date) => {
      expect(checkPartialDate(date)).toBe(date);
    },
  );

  it('loses the spaces around it', () => {
    expect(checkPartialDate(' 2024-03 ')).toBe('2024-03');
  });

  it.each([
    '',
    '24',
    '20244',
    '2024-3',
    '2024-13',
    '2024-00',
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-01-00',
    '2024/03/09',
    '2024-03-09T00:00:00Z',
    '09-03-2024',
    'March 2024',
    '-2024',
    '2024-',
    '٢٠٢٤',
  ])('%j is refused', (date) => {
    expect(() => checkPartialDate(date)).toThrow('must be a year, a month or a day');
  });
});
