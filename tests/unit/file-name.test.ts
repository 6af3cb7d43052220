import {
  claimedExtension,
  cleanFileName,
  fileNameWithExtension,
} from '../../src/plugins/review/server/src/file/file-name';

describe('a clean file name', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\report.pdf', 'report.pdf'],
    ['/etc/', 'document'],
    ['', 'document'],
    ['.', 'document'],
    ['..', 'document'],
    ['.pdf', 'document.pdf'],
    ['a<b>c:d"e|f?g*h.pdf', 'a b c d e f g h.pdf'],
    ['a\u0000b\nc\u007F.pdf', 'abc.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['\u2066x\u2069\u200E.txt', 'x.txt'],
    ['e\u0301.txt', '\u00E9.txt'],
    ['می\u200Cخواهم.pdf', 'می\u200Cخواهم.pdf'],
    ['lone\uD800.txt', 'lone.txt'],
    ['  spaces   inside  .txt', 'spaces inside.txt'],
    ['con.txt', '_con.txt'],
    ['LPT1', '_LPT1'],
  ])('of %j is %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it('keeps its extension when it is cut', () => {
    const clean = cleanFileName(`${'x'.repeat(300)}.docx`);
    expect(clean).toHaveLength(150);
    expect(clean.endsWith('x.docx')).toBe(true);
  });

  it('is never cut within a character', () => {
    const clean = cleanFileName(`x${'😀'.repeat(100)}.pdf`);
    expect(clean).toBe(`x${'😀'.repeat(72)}.pdf`);
  });

  it('is what it was when cleaned again', () => {
    for (const name of ['a/b\\c. .pdf', ' .x. .', 'con', `${'é '.repeat(120)}.txt`]) {
      expect(cleanFileName(cleanFileName(name))).toBe(cleanFileName(name));
    }
  });
});

describe('a name with the extension of its content', () => {
  it.each([
    ['report.pdf', '.pdf', 'report.pdf'],
    ['report.PDF', '.pdf', 'report.pdf'],
    ['report.pdf.exe', '.pdf', 'report.pdf'],
    ['report', '.pdf', 'report.pdf'],
    ['report 1.2', '.pdf', 'report 1.2.pdf'],
    ['report.html', '.txt', 'report.txt'],
    ['.exe', '.pdf', 'document.pdf'],
    ['', '.csv', 'document.csv'],
  ])('%j %s is %j', (name, ext, expected) => {
    expect(fileNameWithExtension(name, ext)).toBe(expected);
  });

  it('has 150 characters at most', () => {
    expect(fileNameWithExtension('x'.repeat(400), '.docx')).toHaveLength(150);
  });
});

it('claims the extension it ends with, in lower case', () => {
  expect(claimedExtension('A.B.CSV')).toBe('.csv');
  expect(claimedExtension('none')).toBe('');
});
