export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'bullets'; items: string[] }
  | { kind: 'checks'; items: string[] }
  | { kind: 'numbers'; items: string[] }
  | { kind: 'table'; header: string[]; rows: string[][] };

type LineKind = Block['kind'] | 'blank';

interface MarkedLine {
  kind: LineKind;
  text: string;
}

const MARKERS: readonly (readonly [LineKind, RegExp])[] = [
  ['heading', /^## +(.+)$/],
  ['checks', /^- \[ \] +(.+)$/],
  ['bullets', /^- +(.+)$/],
  ['numbers', /^\d+\. +(.+)$/],
  ['table', /^\|(.+)\|$/],
];

/** Straight quotation marks, as typed, to the curved ones of a printed page. */
export function typeset(text: string): string {
  return text
    .replace(/(^|[\s(])"/g, '$1\u201c')
    .replace(/"/g, '\u201d')
    .replace(/'/g, '\u2019');
}

function markLine(raw: string, where: string): MarkedLine {
  const line = raw.trim();
  if (line === '') return { kind: 'blank', text: '' };
  for (const [kind, pattern] of MARKERS) {
    const text = pattern.exec(line)?.[1];
    if (text !== undefined) return { kind, text: typeset(text.trim()) };
  }
  // A sample text with any other mark would print the mark itself on the page.
  if (/^(#|\*|>|\||```)/.test(line) || /\*\*|`|\]\(/.test(line)) {
    throw new Error(`${where}: unsupported Markdown: ${line}`);
  }
  return { kind: 'paragraph', text: typeset(line) };
}

function cells(row: string): string[] {
  return row.split('|').map((cell) => cell.trim());
}

function tableBlock(lines: readonly string[], where: string): Block {
  const [first, rule, ...rest] = lines;
  if (first === undefined || rule === undefined || !/^[\s|:-]+$/.test(rule)) {
    throw new Error(`${where}: a table needs a header row and a rule under it`);
  }
  const header = cells(first);
  const rows = rest.map(cells);
  if (rows.length === 0 || rows.some((row) => row.length !== header.length)) {
    throw new Error(`${where}: table "${header.join(' | ')}" has uneven or no rows`);
  }
  return { kind: 'table', header, rows };
}

function blockOf(kind: LineKind, texts: string[], where: string): Block[] {
  switch (kind) {
    case 'blank':
      return [];
    case 'heading':
      return texts.map((text) => ({ kind, text }));
    case 'paragraph':
      return [{ kind, text: texts.join(' ') }];
    case 'table':
      return [tableBlock(texts, where)];
    default:
      return [{ kind, items: texts }];
  }
}

export function parseBlocks(body: string, where: string): Block[] {
  const blocks: Block[] = [];
  let kind: LineKind = 'blank';
  let texts: string[] = [];
  for (const raw of [...body.split(/\r?\n/), '']) {
    const line = markLine(raw, where);
    if (line.kind === kind) {
      texts.push(line.text);
      continue;
    }
    blocks.push(...blockOf(kind, texts, where));
    kind = line.kind;
    texts = [line.text];
  }
  return blocks;
}
