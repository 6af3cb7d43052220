import { accepted, type CorpusFile } from './corpus-file';

const text = (content: string) => () => Buffer.from(content);

const RTF_TABLE =
  '{\\rtf1\\ansi\\trowd\\cellx2000\\cellx4000 Year\\cell Sum\\cell\\row\\trowd\\cellx2000\\cellx4000 2024\\cell 12000\\cell\\row}\n';

function longTable(): Buffer {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},"Name, ${i}",${i / 7}\r\n`);
  return Buffer.from(`id,name,share\r\n${rows.join('')}`);
}

export const TEXT_FILES: readonly CorpusFile[] = [
  accepted('plain.txt', 'ASCII text', text('A guide to partnerships.\n')),
  accepted('marked.txt', 'text with a byte order mark', text('\uFEFFNaïve façade\n')),
  accepted('windows.txt', 'text with CRLF', text('First line\r\nSecond line\r\n')),
  accepted(
    'gaelic.txt',
    'text in Scottish Gaelic',
    text('Tha fàilte air a h-uile duine an leabharlann seo a chleachdadh.\n'),
  ),
  accepted('scripts.txt', 'text in many scripts', text('Ελληνικά Русский العربية 中文 हिन्दी 🎓\n')),
  accepted('long.txt', 'text of 2 MB', text('All work needs partners. '.repeat(80_000))),
  accepted('paged.txt', 'text with form feeds', text('Page one\fPage two\f')),
  accepted(
    'notes.md',
    'Markdown, kept as text',
    text('# Notes\n\nUse `<script>` with care.\n'),
    '.txt',
  ),
  accepted('comma.csv', 'CSV with commas', text('year,sum\n2024,12000\n')),
  accepted('semicolon.csv', 'CSV with semicolons', text('Jahr;Größe\n2024;"1,5"\n')),
  accepted('quoted.csv', 'CSV with quotes and line breaks', text('a,b\n"x\ny","say ""hi"""\n')),
  accepted('long.csv', 'CSV of 20,000 rows', longTable),
  accepted('formula.csv', 'CSV that begins as a formula', text('=1+1,@SUM(A1)\n-2,+3\n')),
  accepted('plain.rtf', 'RTF of a line', text('{\\rtf1\\ansi Hello}\n')),
  accepted('unicode.rtf', 'RTF with Unicode', text("{\\rtf1\\ansi\\uc1 Gr\\u252?\\'dfe}\r\n")),
  accepted('table.rtf', 'RTF with a table', text(RTF_TABLE)),
];
