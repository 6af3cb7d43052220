import { ReviewError } from '../../src/plugins/review/server/src/errors';
import { parseClosedQuery } from '../../src/plugins/review/server/src/parse/closed-query';

const SPEC = {
  filters: ['state', 'type'],
  search: true,
  sort: ['submittedAt', 'title'],
  defaultSort: 'submittedAt:asc',
};

function refusal(query: Record<string, unknown>, spec = SPEC): ReviewError {
  try {
    parseClosedQuery(query, spec);
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(query)} was accepted`);
}

describe('a query', () => {
  it('without parameters asks for the first page in the usual order', () => {
    expect(parseClosedQuery({}, SPEC)).toEqual({
      filters: {},
      search: '',
      sort: { field: 'submittedAt', order: 'asc' },
      page: { page: 1, pageSize: 25 },
    });
  });

  it('is read in full', () => {
    const query = {
      filters: { state: 'pending', type: { $eq: 'documents' } },
      _q: '  budget ',
      sort: 'title:desc',
      pagination: { page: '3', pageSize: '100' },
    };
    expect(parseClosedQuery(query, SPEC)).toEqual({
      filters: { state: 'pending', type: 'documents' },
      search: 'budget',
      sort: { field: 'title', order: 'desc' },
      page: { page: 3, pageSize: 100 },
    });
  });

  it('sorts upwards where no direction is given', () => {
    expect(parseClosedQuery({ sort: 'title' }, SPEC).sort).toEqual({
      field: 'title',
      order: 'asc',
    });
  });
});

describe('a refused query', () => {
  it.each([
    [{ filter: { state: 'pending' } }, 'filter', 'filters'],
    [{ where: { id: 1 } }, 'where', undefined],
    [{ lookup: {} }, 'lookup', undefined],
    [{ populate: '*' }, 'populate', undefined],
    [{ status: 'draft' }, 'status', undefined],
    [{ filters: { stat: 'pending' } }, 'filters[stat]', 'filters[state]'],
    [{ filters: { submitter: { email: 'a' } } }, 'filters[submitter]', undefined],
    [{ filters: { $or: [] } }, 'filters[$or]', undefined],
    [{ pagination: { pagesize: '1' } }, 'pagination[pagesize]', 'pagination[pageSize]'],
    [{ pagination: { limit: '1' } }, 'pagination[limit]', undefined],
  ])('%j names the unknown parameter and the nearest one', (query, parameter, nearest) => {
    const error = refusal(query);
    expect(error.code).toBe('invalidParameter');
    expect(error.details).toEqual({ parameter });
    expect(error.message).toContain(`Unknown parameter "${parameter}".`);
    expect(error.message).toMatch(/Did you mean "[^"]+"\?$/);
    if (nearest !== undefined) expect(error.message).toContain(`Did you mean "${nearest}"?`);
  });

  it('suggests nothing where nothing exists', () => {
    const error = refusal({ filters: { state: 'x' } }, { ...SPEC, filters: [] });
    expect(error.message).toBe('Unknown parameter "filters[state]".');
  });

  it('is one with a search where there is no search', () => {
    expect(refusal({ _q: 'x' }, { ...SPEC, search: false }).details).toEqual({ parameter: '_q' });
  });

  it.each([
    [{ filters: 'state' }, 'filters'],
    [{ filters: [{ state: 'pending' }] }, 'filters'],
    [{ filters: { state: '' } }, 'filters[state]'],
    [{ filters: { state: ['pending', 'approved'] } }, 'filters[state]'],
    [{ filters: { state: { $ne: 'pending' } } }, 'filters[state]'],
    [{ filters: { state: { $eq: 'a', $ne: 'b' } } }, 'filters[state]'],
    [{ filters: { state: { $eq: { $eq: 'a' } } } }, 'filters[state]'],
    [{ sort: 'digest' }, 'sort'],
    [{ sort: 'title:up' }, 'sort'],
    [{ sort: 'title:asc:asc' }, 'sort'],
    [{ sort: ['title'] }, 'sort'],
    [{ sort: '' }, 'sort'],
    [{ pagination: '1' }, 'pagination'],
    [{ pagination: { page: '0' } }, 'pagination[page]'],
    [{ pagination: { page: '-1' } }, 'pagination[page]'],
    [{ pagination: { page: '1.5' } }, 'pagination[page]'],
    [{ pagination: { page: '1e3' } }, 'pagination[page]'],
    [{ pagination: { page: '10001' } }, 'pagination[page]'],
    [{ pagination: { page: ['1', '2'] } }, 'pagination[page]'],
    [{ pagination: { pageSize: '101' } }, 'pagination[pageSize]'],
    [{ pagination: { pageSize: '' } }, 'pagination[pageSize]'],
    [{ _q: ['a'] }, '_q'],
    [{ _q: 'x'.repeat(201) }, '_q'],
  ])('%j is told which parameter is wrong', (query, parameter) => {
    const error = refusal(query);
    expect(error.status).toBe(400);
    expect(error.details).toEqual({ parameter });
  });
});
