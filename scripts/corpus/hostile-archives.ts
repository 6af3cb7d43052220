import { randomBytes } from 'node:crypto';

import { invalid, unsupported, type CorpusFile } from './corpus-file';
import { contentTypes, presentation, workbook } from './office-parts';
import { docxOf } from './office-files';
import { openDocument, paragraphs } from './open-document-files';
import { pdfOfPages } from './pdf-files';
import { makeZip, type ZipPart } from './zip';

const SHEET = workbook({ Grants: [['Year', 2024]] });
const LETTER = openDocument('text', paragraphs(['Dear reader,']));
const MACRO_WORD = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const MACRO_EXCEL = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
const MEGABYTE = 1024 ** 2;

/** A sound XLSX with something beside its parts. */
function sheetWith(...parts: ZipPart[]): Buffer {
  return makeZip([...SHEET, ...parts]);
}

/** The XLSX with its workbook exchanged for `bytes`. */
function workbookOf(bytes: string): Buffer {
  return makeZip(
    SHEET.map((part) => (part.name === 'xl/workbook.xml' ? { ...part, bytes } : part)),
  );
}

function billionLaughs(): Buffer {
  const lines = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
  );
  return workbookOf(
    `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">${lines.join('')}]><l>&l9;</l>`,
  );
}

function overlapping(): Buffer {
  const parts = Array.from({ length: 40 }, (_, i) => ({
    name: `xl/media/${i}.png`,
    bytes: randomBytes(9000),
    overlaps: i > 0,
  }));
  return sheetWith(...parts);
}

async function damaged(): Promise<Buffer> {
  const bytes = Buffer.from(await docxOf('A guide to partnerships.'.repeat(500)));
  bytes.fill(0x55, 400, 600);
  return bytes;
}

async function cutDocx(): Promise<Buffer> {
  return (await docxOf('A guide to partnerships.')).subarray(0, -400);
}

async function twoArchives(): Promise<Buffer> {
  return Buffer.concat([await docxOf('The one that is shown.'), makeZip(SHEET)]);
}

const BOMB = Buffer.alloc(120 * MEGABYTE);
const GROWS = /grow far beyond/u;
const DAMAGED = /damaged/u;
const MACROS = /macros/u;
const PASSWORD = /password/u;
const ARCHIVE = /an archive, not a document/u;
const NESTED = /another archive/u;

const BOMBS: readonly CorpusFile[] = [
  invalid('bomb.xlsx', 'zip bomb by ratio', GROWS, () =>
    sheetWith({ name: 'xl/media/a.png', bytes: BOMB }),
  ),
  invalid('bomb-total.xlsx', 'zip bomb by total size', GROWS, () =>
    sheetWith({ name: 'xl/a', bytes: randomBytes(12 * MEGABYTE), claimedSize: 1100 * MEGABYTE }),
  ),
  invalid('bomb-overlap.xlsx', 'zip bomb by overlapping entries', GROWS, overlapping),
  invalid('bomb-lies.xlsx', 'zip bomb that claims ten bytes', DAMAGED, () =>
    sheetWith({ name: 'xl/media/a.png', bytes: BOMB, claimedSize: 10 }),
  ),
  invalid('nested.xlsx', 'zip bomb in a document', NESTED, () =>
    sheetWith({ name: 'xl/media/b.bin', bytes: makeZip([{ name: 'a', bytes: BOMB }]) }),
  ),
  invalid('many.xlsx', '10,100 entries', /10000 parts/u, () =>
    sheetWith(...Array.from({ length: 10_100 }, (_, i) => ({ name: `xl/media/${i}` }))),
  ),
  invalid('laughs.xlsx', 'billion laughs', /entities/u, billionLaughs),
  invalid('outside.xlsx', 'entity from the server’s disk', /entities/u, () =>
    workbookOf(
      '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>',
    ),
  ),
];

const NAMES: readonly CorpusFile[] = [
  invalid('climbs.docx', 'entry ../../etc/passwd', DAMAGED, () =>
    sheetWith({ name: '../../etc/passwd', bytes: 'root' }),
  ),
  invalid('absolute.docx', 'entry /etc/passwd', DAMAGED, () => sheetWith({ name: '/etc/passwd' })),
  invalid('backslash.docx', 'entry with a backslash', DAMAGED, () =>
    sheetWith({ name: 'xl\\..\\..\\x.xml' }),
  ),
  invalid('drive.docx', 'entry C:/x', DAMAGED, () => sheetWith({ name: 'C:/x.xml' })),
  invalid('twice.xlsx', 'two entries of one name', DAMAGED, () =>
    sheetWith({ name: 'xl/workbook.xml', bytes: '<other/>' }),
  ),
  invalid('case.xlsx', 'two entries but for case', DAMAGED, () =>
    sheetWith({ name: 'XL/Workbook.xml', bytes: '<other/>' }),
  ),
  invalid('two-names.xlsx', 'entry with two names', DAMAGED, () =>
    sheetWith({ name: 'xl/media/a.png', localName: 'xl/media/b.exe', bytes: 'x' }),
  ),
];

const MACRO_BEARING: readonly CorpusFile[] = [
  invalid('macros.docm', 'DOCM', MACROS, () =>
    makeZip([contentTypes({ 'word/document.xml': MACRO_WORD }), { name: 'word/document.xml' }]),
  ),
  invalid('macros.xlsx', 'XLSM called XLSX', MACROS, () =>
    makeZip([contentTypes({ 'xl/workbook.xml': MACRO_EXCEL }), { name: 'xl/workbook.xml' }]),
  ),
  invalid('hidden-macros.xlsx', 'XLSX with a macro part', MACROS, () =>
    sheetWith({ name: 'xl/vbaProject.bin', bytes: 'x' }),
  ),
  invalid('excel4.xlsx', 'XLSX with a macro sheet', MACROS, () =>
    sheetWith({ name: 'xl/macrosheets/sheet1.xml', bytes: '<x/>' }),
  ),
  invalid('inner.pptx', 'PPTX that holds an XLSM', MACROS, () =>
    makeZip([...presentation(['x']), { name: 'ppt/embeddings/a.xlsm', bytes: 'x' }]),
  ),
  invalid('macros.odt', 'ODT with a macro', MACROS, () =>
    makeZip([...LETTER, { name: 'Basic/Standard/Module1.xml', bytes: '<x/>' }]),
  ),
  invalid('script.ods', 'ODS with a Python script', MACROS, () =>
    makeZip([...LETTER, { name: 'Scripts/python/a.py', bytes: 'x' }]),
  ),
];

const LOCKED_OR_BROKEN: readonly CorpusFile[] = [
  invalid('locked.odt', 'encrypted ODT', PASSWORD, () =>
    makeZip(openDocument('text', paragraphs(['x']), '<manifest:encryption-data/>')),
  ),
  invalid('locked-part.docx', 'encrypted entry', PASSWORD, () =>
    sheetWith({ name: 'xl/media/a.png', flags: 1, bytes: 'x' }),
  ),
  invalid('cut.docx', 'truncated DOCX', DAMAGED, cutDocx),
  invalid('hole.docx', 'DOCX with overwritten bytes', DAMAGED, damaged),
  invalid('checksum.xlsx', 'entry that fails its checksum', DAMAGED, () =>
    sheetWith({ name: 'xl/media/a.png', bytes: 'abc', claimedCrc: 1 }),
  ),
  invalid('method.xlsx', 'entry packed in an unusual way', DAMAGED, () =>
    sheetWith({ name: 'xl/media/a.png', bytes: 'abc', method: 12 }),
  ),
  invalid('prefix.docx', 'archive behind other bytes', DAMAGED, () =>
    makeZip([{ name: 'hidden.exe', bytes: 'MZ', unlisted: true }, ...SHEET]),
  ),
  invalid('two.docx', 'two archives in one', DAMAGED, twoArchives),
  invalid('commented.xlsx', 'bytes after the archive', DAMAGED, () =>
    Buffer.concat([makeZip(SHEET), Buffer.from('<script>alert(1)</script>')]),
  ),
];

const OTHER_ARCHIVES: readonly CorpusFile[] = [
  unsupported('papers.zip', 'archive of PDFs', ARCHIVE, async () =>
    makeZip([{ name: 'a.pdf', bytes: await pdfOfPages(['x']) }]),
  ),
  unsupported('program.jar', 'Java archive', ARCHIVE, () =>
    makeZip([{ name: 'META-INF/MANIFEST.MF', bytes: 'Main-Class: A' }, { name: 'A.class' }]),
  ),
  unsupported('book.epub', 'EPUB', ARCHIVE, () =>
    makeZip([{ name: 'mimetype', bytes: 'application/epub+zip', stored: true }]),
  ),
  unsupported('archive.docx', 'archive called DOCX', ARCHIVE, () =>
    makeZip([{ name: 'readme.txt', bytes: 'hello' }]),
  ),
];

export const HOSTILE_ARCHIVES: readonly CorpusFile[] = [
  ...BOMBS,
  ...NAMES,
  ...MACRO_BEARING,
  ...LOCKED_OR_BROKEN,
  ...OTHER_ARCHIVES,
];
