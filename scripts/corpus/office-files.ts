import { join } from 'node:path';

import {
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
} from 'docx';

import { makeFile, readLibraryText } from '../demo/make-file';
import { accepted, type CorpusFile } from './corpus-file';
import { presentation, workbook } from './office-parts';
import { makeZip } from './zip';

const LIBRARY = join(process.cwd(), 'scripts', 'demo', 'library');

type Section = ConstructorParameters<typeof Document>[0]['sections'][number];

function docx(section: Section, title?: string): Promise<Buffer> {
  const described = title === undefined ? {} : { title, creator: 'A. Editor' };
  return Packer.toBuffer(new Document({ ...described, sections: [section] }));
}

export function docxOf(...texts: string[]): Promise<Buffer> {
  return docx({ children: texts.map((text) => new Paragraph(text)) });
}

function table(): Table {
  const rows = Array.from(
    { length: 40 },
    (_, row) =>
      new TableRow({
        children: ['Year', 'Grants', 'Share'].map(
          (label) => new TableCell({ children: [new Paragraph(`${label} ${row}`)] }),
        ),
      }),
  );
  return new Table({ rows });
}

function headed(): Promise<Buffer> {
  return docx(
    {
      headers: { default: new Header({ children: [new Paragraph('At the top')] }) },
      footers: { default: new Footer({ children: [new Paragraph('At the bottom')] }) },
      children: [
        new Paragraph({ text: 'First chapter', heading: HeadingLevel.HEADING_1 }),
        new Paragraph('What it says.'),
      ],
    },
    'A report with headings',
  );
}

async function ofLibrary(path: string): Promise<Buffer> {
  const text = readLibraryText(join(LIBRARY, path));
  return (await makeFile({ ...text, format: 'docx' })).bytes;
}

const NUMBERS = Array.from({ length: 3000 }, (_, row) => [`Row ${row}`, row, row * 1.5, row % 7]);

export const OFFICE_FILES: readonly CorpusFile[] = [
  accepted('words.docx', 'DOCX of a paragraph', () => docxOf('A guide to partnerships.')),
  accepted('long.docx', 'DOCX of 2,000 paragraphs', () =>
    docxOf(...Array.from({ length: 2000 }, (_, i) => `Paragraph ${i} tells of partnerships.`)),
  ),
  accepted('headed.docx', 'DOCX with headings, header and footer', headed),
  accepted('table.docx', 'DOCX with a table', () => docx({ children: [table()] })),
  accepted('scripts.docx', 'DOCX in several scripts', () =>
    docxOf('Γειά σου', 'Здравствуйте', 'مرحبا', '你好', 'שלום', '👋🏽'),
  ),
  accepted('guide.docx', 'DOCX as the sample library has them', () =>
    ofLibrary('how-to-use-this-library.md'),
  ),
  accepted('empty.docx', 'DOCX without a word', () => docxOf('')),
  accepted('sheet.xlsx', 'XLSX of one sheet', () =>
    makeZip(
      workbook({
        Grants: [
          ['Year', 'Sum'],
          [2024, 12_000],
        ],
      }),
    ),
  ),
  accepted('sheets.xlsx', 'XLSX of three sheets', () =>
    makeZip(workbook({ Grants: [['a', 1]], Loans: [['b', 2]], 'Zażółć & <gęś>': [['c', 3]] })),
  ),
  accepted('many-rows.xlsx', 'XLSX of 3,000 rows', () => makeZip(workbook({ Numbers: NUMBERS }))),
  accepted('unpacked.xlsx', 'XLSX whose parts are not compressed', () =>
    makeZip(workbook({ Grants: [['Year', 2024]] }).map((part) => ({ ...part, stored: true }))),
  ),
  accepted('slide.pptx', 'PPTX of one slide', () => makeZip(presentation(['Welcome']))),
  accepted('slides.pptx', 'PPTX of 30 slides', () =>
    makeZip(presentation(Array.from({ length: 30 }, (_, i) => `Slide ${i + 1}`))),
  ),
  accepted('misnamed.exe', 'DOCX called a program', () => docxOf('Misnamed'), '.docx'),
];
