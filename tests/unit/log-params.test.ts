import {
  changeLogParams,
  readLogParams,
  WHOLE_LOG,
  writeLogParams,
} from '../../src/plugins/review/admin/src/log-params';
import {
  changeStatisticsParams,
  periodOf,
  periodUntil,
  readStatisticsParams,
  writeStatisticsParams,
} from '../../src/plugins/review/admin/src/statistics-params';

const TODAY = '2026-03-31';
const log = (query: string) => readLogParams(new URLSearchParams(query));
const statistics = (query: string) => readStatisticsParams(new URLSearchParams(query), TODAY);

describe('the address of the log', () => {
  it('brings back what it was made from', () => {
    const params = {
      event: 'approved',
      actor: 'admin:7',
      submission: 'abc',
      type: 'documents',
      from: '2026-01-01',
      to: '2026-01-31',
      before: '12',
    } as const;
    expect(readLogParams(writeLogParams(params))).toEqual(params);
  });

  it('is empty for the whole log', () => {
    expect(writeLogParams(WHOLE_LOG).toString()).toBe('');
    expect(log('')).toEqual(WHOLE_LOG);
  });

  it.each([
    'filters[event]=exploded',
    'filters[actor]=robot:1',
    'filters[actor]=admin:0',
    'filters[submission]=a b',
    'filters[from]=2026-02-30',
    'filters[to]=0002-01-01',
    'before=-1',
    'before=x',
  ])('with %s shows the whole log', (query) => {
    expect(log(query)).toEqual(WHOLE_LOG);
  });

  it('begins with the newest when what is listed changes', () => {
    const old = { ...WHOLE_LOG, before: '12' };
    expect(changeLogParams(old, { event: 'rejected' })).toEqual({
      ...WHOLE_LOG,
      event: 'rejected',
    });
  });
});

describe('the address of the statistics', () => {
  it('means the last 90 days where it says nothing', () => {
    expect(statistics('')).toEqual({ from: '2026-01-01', to: TODAY, type: '', category: '' });
  });

  it('brings back what it was made from', () => {
    const params = { from: '2025-01-01', to: '2025-12-31', type: 'documents', category: 'abc' };
    expect(readStatisticsParams(writeStatisticsParams(params), TODAY)).toEqual(params);
  });

  it.each(['from=2026-04-01', 'from=2020-01-01', 'from=x', 'to=2026-13-01'])(
    'with %s means the last 90 days',
    (query) => {
      expect(statistics(query)).toMatchObject({ from: '2026-01-01', to: TODAY });
    },
  );

  it('with an end only means the 90 days before it', () => {
    expect(statistics('to=2025-03-31').from).toBe('2025-01-01');
  });
});

describe('a period', () => {
  it.each([30, 90, 365, 1825] as const)('of %d days is known again while it ends today', (days) => {
    expect(periodOf(periodUntil(TODAY, days), TODAY)).toBe(days);
    expect(periodOf(periodUntil('2026-03-30', days), TODAY)).toBeUndefined();
  });

  const QUARTER = { from: '2026-01-01', to: TODAY, type: '', category: '' };
  it.each([
    ['a first day after the last', { from: '2026-05-01' }, '2026-05-01', '2026-05-01'],
    ['a last day before the first', { to: '2025-05-01' }, '2025-05-01', '2025-05-01'],
    ['a first day too long ago', { from: '2000-01-01' }, '2000-01-01', '2004-12-31'],
    ['a last day too far on', { to: '2036-01-01' }, '2031-01-01', '2036-01-01'],
  ])('takes %s, and moves its other end', (_, change, from, to) => {
    expect(changeStatisticsParams(QUARTER, change)).toEqual({ ...QUARTER, from, to });
  });

  it('changes nothing else', () => {
    expect(changeStatisticsParams(QUARTER, { type: 'documents' })).toEqual({
      ...QUARTER,
      type: 'documents',
    });
  });
});
