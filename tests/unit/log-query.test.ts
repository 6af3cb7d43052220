import { csvLines } from '../../src/plugins/review/server/src/csv';
import { parseLogExport, parseLogQuery } from '../../src/plugins/review/server/src/parse/log-query';
import { parseStatisticsQuery } from '../../src/plugins/review/server/src/parse/statistics-query';
import { mondaysOf } from '../../src/plugins/review/server/src/statistics/weeks';

const TYPES = ['documents', 'external-links'];
const NOW = new Date('2026-03-31T12:00:00Z');

const log = (query: Record<string, unknown>) => parseLogQuery(query, TYPES);
const statistics = (query: Record<string, unknown>) => parseStatisticsQuery(query, TYPES, NOW);

describe('a question to the log', () => {
  it('may narrow by everything at once', () => {
    const filters = {
      event: 'approved',
      actor: 'admin:7',
      submission: 'abc',
      type: 'documents',
      from: '2026-01-01',
      to: '2026-01-31',
    };
    expect(log({ filters, before: '12', limit: '10' })).toEqual({
      filters: { ...filters, actor: { kind: 'admin', id: 7 } },
      before: '12',
      limit: 10,
    });
  });

  it('asks for the newest fifty where it says nothing', () => {
    expect(log({})).toMatchObject({ before: null, limit: 50 });
  });

  it('may ask what the system did, which has no number', () => {
    expect(log({ filters: { actor: 'system' } }).filters.actor).toEqual({
      kind: 'system',
      id: null,
    });
  });

  it.each([
    [{ filter: {} }, 'Did you mean "filters"?'],
    [{ filters: { evnt: 'approved' } }, 'Did you mean "filters[event]"?'],
    [{ filters: { event: 'aproved' } }, '"filters[event]" must be one of'],
    [{ filters: { event: ['approved'] } }, '"filters[event]" must be one value'],
    [{ filters: { actor: 'admin' } }, 'written kind:id'],
    [{ filters: { actor: 'system:1' } }, 'written kind:id'],
    [{ filters: { actor: 'admin:x' } }, 'written kind:id'],
    [{ filters: { actor: 'robot:1' } }, 'written kind:id'],
    [{ filters: { type: 'pages' } }, 'one of documents, external-links'],
    [{ filters: { from: '2026-02-30' } }, 'a day, written YYYY-MM-DD'],
    [{ filters: { to: 'yesterday' } }, 'a day, written YYYY-MM-DD'],
    [{ before: '0' }, '"before" must be the number of an event'],
    [{ before: "1' or 1=1" }, '"before" must be the number of an event'],
    [{ limit: '201' }, 'a whole number from 1 to 200'],
    [{ format: 'csv' }, 'Unknown parameter "format"'],
  ])('%j is refused by name', (query, sentence) => {
    expect(() => log(query)).toThrow(sentence);
  });

  it('for a file has a format and no pages', () => {
    expect(parseLogExport({ format: 'jsonl' }, TYPES).format).toBe('jsonl');
    expect(() => parseLogExport({ format: 'xml' }, TYPES)).toThrow('one of csv, jsonl');
    expect(() => parseLogExport({ before: '1' }, TYPES)).toThrow('Unknown parameter "before"');
  });
});

describe('a question for statistics', () => {
  it('means the last 90 days where it says nothing', () => {
    expect(statistics({})).toMatchObject({ from: '2026-01-01', to: '2026-03-31' });
  });

  it('may be about five years', () => {
    expect(statistics({ from: '2021-04-01', to: '2026-03-31' }).from).toBe('2021-04-01');
  });

  it.each([
    [{ from: '2021-03-30', to: '2026-03-31' }, 'at most five years'],
    [{ from: '2026-04-01' }, 'a day before "to"'],
    [{ from: '1969-12-31', to: '1970-01-02' }, 'a day, written YYYY-MM-DD'],
    [{ form: '2026-01-01' }, 'Did you mean "from"?'],
    [{ filters: { typ: 'documents' } }, 'Did you mean "filters[type]"?'],
    [{ filters: { type: 'pages' } }, 'one of documents, external-links'],
  ])('%j is refused by name', (query, sentence) => {
    expect(() => statistics(query)).toThrow(sentence);
  });
});

describe('the weeks of a period', () => {
  it.each([
    ['2026-01-05', '2026-01-11', ['2026-01-05']],
    ['2026-01-04', '2026-01-05', ['2025-12-29', '2026-01-05']],
    ['2026-01-11', '2026-01-11', ['2026-01-05']],
    ['2025-12-31', '2026-01-20', ['2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19']],
  ])('from %s to %s begin on Mondays', (from, to, mondays) => {
    expect(mondaysOf(from, to)).toEqual(mondays);
  });
});

describe('a cell of a table', () => {
  it.each([
    ['=1+1', "'=1+1\r\n"],
    ['+1', "'+1\r\n"],
    ['-1', "'-1\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['\tx', "'\tx\r\n"],
    ['\rx', '"\'\rx"\r\n'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
    ['a=b', 'a=b\r\n'],
    ['two\nlines', '"two\nlines"\r\n'],
    ['x\n=1+1', '"x\n=1+1"\r\n'],
    ['comma, quote "', '"comma, quote """\r\n'],
    [null, '\r\n'],
    [12, '12\r\n'],
  ])('%j is written so that it is read as a text', (cell, line) => {
    expect(csvLines([[cell]])).toBe(line);
  });
});
