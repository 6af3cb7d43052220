import { categoryPaths } from '../../src/plugins/review/admin/src/category-paths';
import { MOST_COLUMNS, MOST_ROWS, readCsv } from '../../src/plugins/review/admin/src/csv-table';
import { fileKind, previewForm } from '../../src/plugins/review/admin/src/file-preview';
import { hiddenIn, revealHidden } from '../../src/plugins/review/admin/src/hidden-characters';
import { renderMarkdown } from '../../src/plugins/review/admin/src/markdown';
import { queueOf } from '../../src/plugins/review/admin/src/queue-address';
import { readingOrder } from '../../src/plugins/review/admin/src/reading-order';
import { safeLink } from '../../src/plugins/review/admin/src/safe-link';
import type { FieldView } from '../../src/plugins/review/shared/wire';

describe('a CSV file', () => {
  it.each([
    ['commas', 'a,b\n1,2', ['a', 'b'], [['1', '2']]],
    [
      'semicolons',
      'a;b\n1;2\n3;4',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['tabs', 'a\tb\n1\t2', ['a', 'b'], [['1', '2']]],
    ['a mark of its encoding', '\uFEFFa,b\n1,2', ['a', 'b'], [['1', '2']]],
    [
      'quotes, with what separates in them',
      'a,b\n"1, ""x""\n2",3',
      ['a', 'b'],
      [['1, "x"\n2', '3']],
    ],
    [
      'lines of unequal length',
      'a,b\n1\n1,2,3',
      ['a', 'b', ''],
      [
        ['1', '', ''],
        ['1', '2', '3'],
      ],
    ],
    ['empty lines', 'a,b\n\n1,2\n\n', ['a', 'b'], [['1', '2']]],
    ['nothing in it', '', [], []],
    ['formulas, which stay text', 'a\n"=HYPERLINK(""x"")"', ['a'], [['=HYPERLINK("x")']]],
  ])('with %s', (_case, text, header, rows) => {
    expect(readCsv(text)).toMatchObject({ header, rows, moreRows: false, moreColumns: false });
  });

  it('is shown as far as a reader goes, and says that there is more', () => {
    const long = readCsv(`a,b\n${'1,2\n'.repeat(MOST_ROWS + 1)}`);
    expect(long.rows).toHaveLength(MOST_ROWS);
    expect(long.moreRows).toBe(true);
    const wide = readCsv(Array.from({ length: MOST_COLUMNS + 1 }, () => 'x').join(','));
    expect(wide.header).toHaveLength(MOST_COLUMNS);
    expect(wide.moreColumns).toBe(true);
    expect(readCsv(`a\n${'x'.repeat(5_000)}`).rows[0]?.[0]?.length).toBeLessThan(1_100);
  });

  it('of exactly as many lines has no more', () => {
    expect(readCsv(`a,b\n${'1,2\n'.repeat(MOST_ROWS)}`)).toMatchObject({ moreRows: false });
  });
});

describe('Markdown', () => {
  const render = (text: string) =>
    renderMarkdown(text, { picture: (description) => `[picture: ${description}]` }).trim();

  it.each([
    ['HTML as text', '<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['no link to a script', '[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['no picture', '![a<b](https://example.org/x.png)', '<p><em>[picture: a&lt;b]</em></p>'],
    ['headings below those of the page', '# A\n\n###### B', '<h3>A</h3>\n<h6>B</h6>'],
    [
      'addresses as links',
      'https://example.org',
      '<p><a href="https://example.org">https://example.org</a></p>',
    ],
  ])('shows %s', (_case, text, html) => {
    expect(render(text)).toBe(html);
  });
});

describe('characters that cannot be seen', () => {
  it('are shown by their number', () => {
    expect(revealHidden('a\u202Eb')).toEqual([
      { hidden: false, text: 'a' },
      { hidden: true, text: 'U+202E' },
      { hidden: false, text: 'b' },
    ]);
    expect(hiddenIn('\u200Bx\u200B\u{E0041}')).toEqual(['U+200B', 'U+E0041']);
  });

  it.each(['family 👩‍👩‍👧', 'flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'tab\tand\r\nline', 'שלום', 'नमस्ते'])(
    'are none in %j',
    (text) => {
      expect(hiddenIn(text)).toEqual([]);
    },
  );
});

describe('an address', () => {
  it.each([
    ['https://www.example.org/a?b#c', 'www.example.org'],
    ['http://example.org:8080/', 'example.org:8080'],
    ['https://example.com@evil.example/', 'evil.example'],
    ['https://аpple.com/', 'xn--pple-43d.com'],
  ])('%s leads to %s', (address, host) => {
    expect(safeLink(address)?.host).toBe(host);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//x',
    '/admin',
    'x',
    '',
  ])('%j leads nowhere', (address) => {
    expect(safeLink(address)).toBeNull();
  });
});

describe('a file', () => {
  it.each([
    ['application/pdf', 'pdf'],
    ['text/csv', 'csv'],
    ['text/plain', 'text'],
    ['text/html', 'none'],
    ['image/svg+xml', 'none'],
    ['application/vnd.oasis.opendocument.text', 'none'],
    ['constructor', 'none'],
  ])('of %s is shown as %s', (mime, form) => {
    expect(previewForm(mime)).toBe(form);
  });

  it('of an unknown kind has no name of its own', () => {
    expect(fileKind('application/x-unknown')).toBeNull();
    expect(fileKind('constructor')).toBeNull();
  });
});

describe('the path of a category', () => {
  it('is read off the lines of the tree', () => {
    const line = (documentId: string, depth: number) => ({ documentId, label: documentId, depth });
    const paths = categoryPaths([
      line('a', 0),
      line('b', 1),
      line('c', 2),
      line('d', 1),
      line('e', 0),
    ]);
    expect(Object.fromEntries(paths)).toEqual({
      a: ['a'],
      b: ['a', 'b'],
      c: ['a', 'b', 'c'],
      d: ['a', 'd'],
      e: ['e'],
    });
  });
});

describe('the queue of an address', () => {
  it('is its filters, words and order, and nothing else', () => {
    const search =
      '?filters[state]=rejected&_q=a%26b&sort=title:asc&pagination[page]=3&columns=x&utm=1';
    expect(decodeURIComponent(queueOf(search))).toBe(
      'filters[state]=rejected&_q=a&b&sort=title:asc',
    );
  });
});

describe('the order of reading', () => {
  const value = (name: string, words: string | null, format: 'plain' | 'markdown' = 'plain') =>
    ({ name, kind: 'value', format, value: words }) satisfies FieldView;

  it('is title, addresses, texts, facts, and last what is empty, without the file', () => {
    const order = readingOrder(
      [
        { name: 'url', kind: 'value', format: 'url', value: 'https://example.org' },
        value('publisher', 'Someone'),
        value('title', 'A title'),
        value('description', 'word '.repeat(30)),
        value('body', 'Short', 'markdown'),
        value('language', null),
        { name: 'file', kind: 'file', value: null },
      ],
      'A title',
    );
    expect(order.title?.name).toBe('title');
    expect(order.addresses.map(({ name }) => name)).toEqual(['url']);
    expect(order.texts.map(({ name }) => name)).toEqual(['description', 'body']);
    expect(order.facts.map(({ name }) => name)).toEqual(['publisher']);
    expect(order.empty.map(({ name }) => name)).toEqual(['language']);
  });
});
