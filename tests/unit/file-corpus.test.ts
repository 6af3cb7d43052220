import { HOSTILE, REAL_FILES } from '../../scripts/corpus';
import { check, createScratch, refusalOf, type Scratch } from './file-fixtures';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await createScratch();
});
afterAll(() => scratch.remove());

describe('the corpus', () => {
  it('has forty files of each sort, and no name twice', () => {
    expect(REAL_FILES.length).toBeGreaterThanOrEqual(40);
    expect(HOSTILE.length).toBeGreaterThanOrEqual(40);
    const names = [...REAL_FILES, ...HOSTILE].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has every kind that is accepted', () => {
    const found = new Set(REAL_FILES.map(({ expected }) => expected.accepted && expected.ext));
    const kinds = 'pdf docx xlsx pptx odt ods odp rtf txt csv'.split(' ');
    expect([...found].sort()).toEqual(kinds.map((kind) => `.${kind}`).sort());
  });
});

describe('a real document', () => {
  it.each(REAL_FILES)('is accepted: $name, $what', async ({ name, make, expected }) => {
    const checked = await check(scratch, name, await make());
    expect({ accepted: true, ext: checked.ext }).toEqual(expected);
  });
});

describe('a hostile file', () => {
  it.each(HOSTILE)('is refused: $name, $what', async ({ name, make, expected }) => {
    if (expected.accepted) throw new Error('A hostile file that may be accepted');
    const { code, message } = await refusalOf(scratch, name, await make());
    expect({ code, message }).toEqual({
      code: expected.code,
      message: expect.stringMatching(expected.says) as string,
    });
  });
});
