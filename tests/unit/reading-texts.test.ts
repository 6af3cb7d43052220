import { REAL_FILES } from '../../scripts/corpus';
import { readBytes } from './reading-fixtures';

describe('RTF', () => {
  it.each([
    ['{\\rtf1\\ansi Hello\\par world}', 'Hello\nworld'],
    ["{\\rtf1\\ansi\\uc1 Gr\\u252?\\'dfe}", 'Grüße'],
    ["{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0}", 'Пр'],
    ["{\\rtf1\\ansi\\ansicpg932 \\'82\\'a0}", 'あ'],
    ['{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\generator Word;}{\\pict ffd8}Text}', 'Text'],
    ['{\\rtf1 a\\u55357?\\u56832?b}', 'a😀b'],
    ['{\\rtf1 1\\bin4 }{\\\\2\\{x\\}}', '12{x}'],
    ['{\\rtf1 line\r\nbroken in the file}', 'linebroken in the file'],
    ['{\\rtf1 {\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt shown}}}', 'shown'],
  ])('%s says what a word processor would show', async (rtf, text) => {
    expect((await readBytes(Buffer.from(rtf, 'latin1'), '.rtf')).text.trim()).toBe(text);
  });

  it('says its title and author', async () => {
    const read = await readBytes(
      '{\\rtf1{\\info{\\title On bread}{\\author B. Aker}}Text}',
      '.rtf',
    );
    expect(read).toMatchObject({ title: 'On bread', author: 'B. Aker', text: 'Text' });
  });
});

describe('text', () => {
  it('is read whole, without its byte order mark, in parts that cut no word', async () => {
    const words = Array.from({ length: 4000 }, (_, i) => `word${i}`);
    const read = await readBytes(`\uFEFF${words.join(' ')}`, '.txt');
    expect(read.text.split(' ')).toEqual(words);
    expect(read.words).toBe(4000);
    expect(read.parts.length).toBeGreaterThan(3);
    for (const { page, text } of read.parts) {
      expect(page).toBeNull();
      expect(text.length).toBeLessThanOrEqual(8000);
      expect(text).toMatch(/^word\d/);
    }
  });
});

describe('every document of the corpus', () => {
  it.each(REAL_FILES.map((file) => [file.name, file] as const))(
    '%s is read',
    async (_name, file) => {
      const { expected } = file;
      if (!expected.accepted) throw new Error('The corpus has these for accepted');
      const read = await readBytes(await file.make(), expected.ext);
      expect(read.state).toBe('done');
      const isEmpty = ['drawing.pdf', 'empty.docx'].includes(file.name);
      expect([file.name, read.hasText]).toEqual([file.name, !isEmpty]);
      const grave = [
        'damaged',
        'unreadable',
        'tookTooLong',
        'tookTooMuchMemory',
        'declaresEntities',
      ];
      expect(read.codes.filter((code) => grave.includes(code))).toEqual([]);
    },
  );
});
