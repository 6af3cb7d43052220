import { randomBytes } from 'node:crypto';

import { type ZipPart } from '../../scripts/corpus/zip';
import { checkFile, type CheckedFile } from '../../src/plugins/review/server/src/file/check-file';
import {
  createScratch,
  LIMITS,
  makeZip,
  officeParts,
  openDocumentParts,
  refusalOf,
  type Scratch,
} from './file-fixtures';

const ODT = 'application/vnd.oasis.opendocument.text';
const [TYPES, WORKBOOK] = officeParts('xl');

let scratch: Scratch;
beforeAll(async () => {
  scratch = await createScratch();
});
afterAll(() => scratch.remove());

describe('a refused archive', () => {
  const bomb = Buffer.alloc(90 * 1024 ** 2);

  it.each<[string, Buffer, string, RegExp]>([
    [
      'an archive and no document',
      makeZip([{ name: 'a.pdf', bytes: 'x' }]),
      'unsupportedFileType',
      /archive/,
    ],
    [
      'parts without their types',
      makeZip([{ name: 'word/document.xml', bytes: 'x' }]),
      'unsupportedFileType',
      /archive/,
    ],
    [
      'types without their part',
      makeZip(officeParts('word').slice(0, 1)),
      'unsupportedFileType',
      /archive/,
    ],
    [
      'a macro document renamed',
      makeZip([...officeParts('word'), { name: 'word/vbaProject.bin' }]),
      'invalidFile',
      /macros/,
    ],
    [
      'of a macro type',
      makeZip([
        {
          name: '[Content_Types].xml',
          bytes: '"application/vnd.ms-word.document.macroEnabled.main+xml"',
        },
      ]),
      'invalidFile',
      /macros/,
    ],
    [
      'an OpenDocument with macros',
      makeZip([...openDocumentParts(ODT), { name: 'Basic/Standard/Module1.xml' }]),
      'invalidFile',
      /macros/,
    ],
    [
      'an encrypted part',
      makeZip([...officeParts('word'), { name: 'x', flags: 1, bytes: 'x' }]),
      'invalidFile',
      /password/,
    ],
    [
      'an encrypted OpenDocument',
      makeZip(openDocumentParts(ODT, '<manifest:encryption-data/>')),
      'invalidFile',
      /password/,
    ],
    [
      'a name that climbs',
      makeZip([...officeParts('word'), { name: '../../etc/passwd' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'an absolute name',
      makeZip([...officeParts('word'), { name: '/etc/passwd' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'a backslash in a name',
      makeZip([...officeParts('word'), { name: 'word\\x.xml' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'two parts of one name',
      makeZip([...officeParts('word'), { name: 'word/document.xml', bytes: 'another' }]),
      'invalidFile',
      /damaged/,
    ],
    [
      'too many parts',
      makeZip([
        ...officeParts('word'),
        ...Array.from({ length: 10_000 }, (_, i) => ({ name: `p${i}` })),
      ]),
      'invalidFile',
      /10000 parts/,
    ],
    [
      'a bomb by ratio',
      makeZip([...officeParts('xl'), { name: 'xl/a.xml', bytes: bomb }]),
      'invalidFile',
      /grow/,
    ],
    [
      'a bomb by total',
      makeZip([
        ...officeParts('xl'),
        { name: 'xl/a', bytes: randomBytes(12_000_000), claimedSize: 1.1 * 1024 ** 3 },
      ]),
      'invalidFile',
      /grow/,
    ],
    [
      'a bomb by overlapping parts',
      makeZip([
        ...officeParts('xl'),
        ...Array.from({ length: 9 }, (_, i) => ({
          name: `xl/${i}`,
          bytes: randomBytes(9000),
          overlaps: i > 0,
        })),
      ]),
      'invalidFile',
      /grow/,
    ],
    [
      'an archive behind something else',
      makeZip([{ name: 'x', unlisted: true }, ...officeParts('word')]),
      'invalidFile',
      /damaged/,
    ],
    [
      'a listing that unpacks to more than it says',
      makeZip([{ ...TYPES, claimedSize: 3 }, WORKBOOK]),
      'invalidFile',
      /damaged/,
    ],
    ['cut off', makeZip(officeParts('word')).subarray(0, -30), 'invalidFile', /damaged/],
  ])('is %s', async (_what, bytes, code, message) => {
    const error = await refusalOf(scratch, 'a.docx', bytes);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('has something before its beginning', async () => {
    const bytes = Buffer.concat([
      makeZip([{ name: 'x' }]).subarray(0, 31),
      makeZip(officeParts('word')),
    ]);
    expect((await refusalOf(scratch, 'a.docx', bytes)).code).toBe('invalidFile');
  });
});

describe('where macros are allowed', () => {
  const allowing = async (parts: readonly ZipPart[]): Promise<CheckedFile> =>
    checkFile(await scratch.write('a.docx', makeZip(parts)), { ...LIMITS, allowMacros: true });
  const macroWord: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      bytes: '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
    },
    { name: 'word/document.xml', bytes: '<w/>' },
    { name: 'word/vbaProject.bin', bytes: 'x' },
  ];

  it('a document with macros is accepted as what it is', async () => {
    expect(await allowing(macroWord)).toMatchObject({ ext: '.docm', name: 'a.docm' });
    const script = { name: 'Basic/Standard/Module1.xml', bytes: '<x/>' };
    expect(await allowing([...openDocumentParts(ODT), script])).toMatchObject({ ext: '.odt' });
  });

  it('the other rules hold', async () => {
    const climbing = [...macroWord, { name: '../x', bytes: 'x' }];
    await expect(allowing(climbing)).rejects.toMatchObject({ code: 'invalidFile' });
  });
});
