import fc from 'fast-check';

import { CatalogueError } from '../../src/api/catalogue/errors';
import {
  dayRange,
  partialDateRange,
  type Range,
  RANGE_OPERATORS,
  type RangeOperator,
} from '../../src/api/catalogue/params/ranges';

const NAME = 'filters[x]';

function holds({ from, to }: Range, value: string): boolean {
  return (from === null || value >= from) && (to === null || value <= to);
}

function given(...conditions: [RangeOperator | null, string][]): Map<string, string> {
  return new Map(
    conditions.map(([operator, value]) => [
      operator === null ? NAME : `${NAME}[${operator}]`,
      value,
    ]),
  );
}

const two = (number: number) => String(number).padStart(2, '0');
const day = fc
  .date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
/** Few years, so that values meet. */
const partialDate = fc
  .tuple(
    fc.integer({ min: 2019, max: 2021 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.constantFrom(4, 7, 10),
  )
  .map(([year, month, date, length]) => `${year}-${two(month)}-${two(date)}`.slice(0, length));
const operator = fc.constantFrom(...RANGE_OPERATORS);

const OF_DAYS: Record<RangeOperator, (value: string, bound: string) => boolean> = {
  $eq: (value, bound) => value === bound,
  $gte: (value, bound) => value >= bound,
  $gt: (value, bound) => value > bound,
  $lte: (value, bound) => value <= bound,
  $lt: (value, bound) => value < bound,
};

/** A bound that is a year or a month stands for all that begins with it. */
const OF_PARTIAL_DATES: Record<RangeOperator, (value: string, bound: string) => boolean> = {
  $eq: (value, bound) => value.startsWith(bound),
  $gte: (value, bound) => value >= bound,
  $gt: (value, bound) => value > bound && !value.startsWith(bound),
  $lte: (value, bound) => value < bound || value.startsWith(bound),
  $lt: (value, bound) => value < bound,
};

describe('a range of days', () => {
  it('holds the days that every operator given allows', () => {
    fc.assert(
      fc.property(operator, day, operator, day, day, (one, first, other, second, value) => {
        fc.pre(one !== other);
        const range = dayRange(given([one, first], [other, second]), NAME);
        expect(holds(range, value)).toBe(
          OF_DAYS[one](value, first) && OF_DAYS[other](value, second),
        );
      }),
    );
  });

  it.each<[RangeOperator, string, string, boolean]>([
    ['$gt', '2024-02-28', '2024-02-29', true],
    ['$gt', '2024-02-29', '2024-02-29', false],
    ['$lt', '2024-03-01', '2024-02-29', true],
    ['$gt', '2023-12-31', '2024-01-01', true],
    ['$gt', '9999-12-31', '9999-12-31', false],
    ['$lt', '0001-01-01', '0001-01-01', false],
  ])('%s %s and the day %s: %s', (each, bound, value, expected) => {
    expect(holds(dayRange(given([each, bound]), NAME), value)).toBe(expected);
  });

  it('without an operator is that day', () => {
    expect(dayRange(given([null, '2024-03-09']), NAME)).toEqual({
      from: '2024-03-09',
      to: '2024-03-09',
    });
  });

  it('without conditions is open', () => {
    expect(dayRange(given(), NAME)).toEqual({ from: null, to: null });
  });

  it.each([
    ...['', '2024', '2024-03', '2024-3-9', '2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31'],
    ...[
      '0000-01-01',
      '10000-01-01',
      '2024-03-09T00:00:00Z',
      ' 2024-03-09',
      '2024-03-09\n',
      '-1',
      'x',
    ],
  ])('refuses %j', (value) => {
    expect(() => dayRange(given(['$gte', value]), NAME)).toThrow(CatalogueError);
  });
});

describe('a range of partial dates', () => {
  it('holds the dates that every operator given allows', () => {
    fc.assert(
      fc.property(
        operator,
        partialDate,
        operator,
        partialDate,
        partialDate,
        (one, first, other, second, value) => {
          fc.pre(one !== other);
          const range = partialDateRange(given([one, first], [other, second]), NAME);
          const expected =
            OF_PARTIAL_DATES[one](value, first) && OF_PARTIAL_DATES[other](value, second);
          expect(holds(range, value)).toBe(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each<[RangeOperator, string, string, boolean]>([
    ['$eq', '2024', '2024-12-31', true],
    ['$eq', '2024-03', '2024', false],
    ['$gte', '2024', '2024', true],
    ['$gt', '2024', '2024-12-31', false],
    ['$gt', '2024', '2025', true],
    ['$lte', '2024', '2024-12-31', true],
    ['$lte', '2024-03', '2024-03-31', true],
    ['$lt', '2020', '2019-12-31', true],
    ['$lt', '2024-10', '2024-09-30', true],
    ['$lt', '2024-03-10', '2024-03-09', true],
    ['$lt', '2024', '2024-01-01', false],
  ])('%s %s and the date %s: %s', (each, bound, value, expected) => {
    expect(holds(partialDateRange(given([each, bound]), NAME), value)).toBe(expected);
  });

  it.each(['', '24', '2024-', '2024-3', '2024-13', '2023-02-29', '0000', '2024-03-09T', 'x'])(
    'refuses %j',
    (value) => {
      expect(() => partialDateRange(given(['$eq', value]), NAME)).toThrow(CatalogueError);
    },
  );
});

describe('a refused date', () => {
  it('is named with the operator it came with', () => {
    try {
      dayRange(given(['$lte', 'soon']), NAME);
    } catch (error) {
      expect(error).toMatchObject({
        code: 'bad-parameter',
        details: { parameter: `${NAME}[$lte]`, value: 'soon' },
      });
      return;
    }
    throw new Error('It was accepted');
  });
});
