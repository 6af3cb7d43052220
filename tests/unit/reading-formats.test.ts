import { deflateSync } from 'node:zlib';

import sharp from 'sharp';

import { presentation, workbook } from '../../scripts/corpus/office-parts';
import { openDocument, paragraphs } from '../../scripts/corpus/open-document-files';
import { pdfOfPages } from '../../scripts/corpus/pdf-files';
import { drawPdf } from '../../scripts/draw-pdf';
import { makeZip } from '../../scripts/corpus/zip';
import { saysLanguage } from '../../src/plugins/review/server/src/reading/formats/pdf-language';
import { makeDocx } from '../helpers/files';
import { readBytes } from './reading-fixtures';

const TEXTS: Readonly<Record<string, string>> = {
  en: 'The committee meets every month to speak about the work of the group and about its budget. Every partner has to bring a report before the meeting, and the minutes are sent out within two days of the meeting.',
  gd: 'Tha a’ chomataidh a’ coinneachadh gach mìos gus bruidhinn mu obair na buidhne agus mun bhuidseat. Feumaidh a h-uile com-pàirtiche aithisg a chur a-steach ron choinneimh, agus thèid na geàrr-chunntasan a chur a-mach.',
  cy: 'Mae’r pwyllgor yn cyfarfod bob mis i siarad am waith y grŵp ac am ei gyllideb. Rhaid i bob partner ddod ag adroddiad cyn y cyfarfod, a bydd y cofnodion yn cael eu hanfon o fewn dau ddiwrnod i’r cyfarfod.',
  fr: 'Le comité se réunit chaque mois pour parler du travail du groupe et de son budget. Chaque partenaire doit apporter un rapport avant la réunion, et le procès-verbal est envoyé dans les deux jours.',
};

describe('a PDF', () => {
  it('is read page by page, with what it says of itself and a picture of its first page', async () => {
    const pdf = await drawPdf(
      {
        info: { Title: 'Annual  report', Author: 'A. Éditeur' },
        lang: 'en',
        tagged: true,
        pdfVersion: '1.7',
      },
      (drawn) => {
        drawn.text('On bread.');
        drawn.addPage();
        drawn.text('On butter.');
      },
    );
    const read = await readBytes(pdf, '.pdf');
    expect(read).toMatchObject({
      state: 'done',
      pages: 2,
      words: 4,
      title: 'Annual report',
      author: 'A. Éditeur',
      tagged: true,
      hasText: true,
      codes: [],
    });
    expect(read.parts.map(({ page, text }) => [page, text.trim()])).toEqual([
      [1, 'On bread.'],
      [2, 'On butter.'],
    ]);
    const picture = await sharp(read.thumbnail ?? Buffer.alloc(0)).metadata();
    expect(picture).toMatchObject({ format: 'webp', width: 400, height: 518 });
  });

  it('of pictures alone is told to lack text', async () => {
    const drawing = await drawPdf({}, (pdf) => {
      pdf.fillColor('#0000ff').rect(10, 10, 300, 300).fill();
    });
    const read = await readBytes(drawing, '.pdf');
    expect(read.codes).toEqual(['noTextLayer', 'notTagged', 'noTitle', 'noLanguage']);
    expect(read).toMatchObject({ hasText: false, words: 0, language: null });
    const { dominant } = await sharp(read.thumbnail ?? Buffer.alloc(0)).stats();
    expect(dominant.b).toBeGreaterThan(200);
  });

  it('with some pages of pictures is told how many', async () => {
    const read = await readBytes(await pdfOfPages(['Words', '', '']), '.pdf');
    expect(read.findings).toContainEqual({ code: 'pagesWithoutText', count: 2 });
  });

  it('says its language in an object stream as well as in the clear', () => {
    const objects = (language: string) =>
      `<</Type/Catalog/Pages 2 0 R${language}>> <</Type/Pages/Kids[]/Count 0>>`;
    const compressed = (language: string) => {
      const content = `1 0 2 ${objects(language).indexOf(' <<') + 1} ${objects(language)}`;
      const first = content.indexOf('<<');
      return objectStream(content, first);
    };
    expect(saysLanguage(compressed('/Lang(cy)'))).toBe(true);
    expect(saysLanguage(compressed(''))).toBe(false);
    expect(saysLanguage(compressed('/Lang()'))).toBe(false);
    expect(saysLanguage(Buffer.from('1 0 obj\n<</Type /Catalog /Lang <6379>>>\nendobj'))).toBe(
      true,
    );
    expect(saysLanguage(Buffer.from('1 0 obj\n<</Type/Font/Lang(en)>>\nendobj'))).toBe(false);
  });

  it.each(Object.keys(TEXTS))('in %s is told to be', async (language) => {
    const pdf = await drawPdf({}, (drawn) => drawn.text(TEXTS[language] ?? ''));
    expect((await readBytes(pdf, '.pdf')).language).toBe(language);
  });
});

describe('a table', () => {
  it('is of no language where it says the same in each row', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => `Row ${at},Total\n`).join('');
    const read = await readBytes(Buffer.from(rows), '.csv');
    expect([read.words, read.language]).toEqual([900, null]);
  });
});

function objectStream(content: string, first: number): Buffer {
  const packed = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`7 0 obj\n<</Type/ObjStm/N 2/First ${first}/Length ${packed.length}>>\nstream\r\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

describe('a document of an office program', () => {
  it('DOCX is read with its notes and without what was deleted', async () => {
    const body =
      '<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>' +
      '<mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent>' +
      '<w:p><w:instrText>FIELD</w:instrText><w:r><w:t>A&amp;B</w:t></w:r></w:p>';
    const read = await readBytes(makeZip(wordParts(body)), '.docx');
    expect(read.text.trim()).toBe('Kept\nonceA&B\nA note.');
    expect(read).toMatchObject({ pages: null, title: 'A <title>', author: 'One', codes: [] });
  });

  it('DOCX that a library wrote is read', async () => {
    const read = await readBytes(await makeDocx('A guide to partnerships.'), '.docx');
    expect(read.text.trim()).toBe('A guide to partnerships.');
    expect(read.words).toBe(4);
  });

  it('XLSX is read sheet by sheet, texts and no numbers', async () => {
    const sheets = {
      Grants: [
        ['Name', 'Sum'],
        ['Orkney', 250],
      ],
      'Zażółć & <gęś>': [['Loans']],
    };
    const read = await readBytes(makeZip(workbook(sheets)), '.xlsx');
    expect(read.pages).toBe(2);
    expect(read.parts.map(({ page, text }) => [page, text.split(/\s+/u).join(' ').trim()])).toEqual(
      [
        [1, 'Grants Name Sum Orkney'],
        [2, 'Zażółć & <gęś> Loans'],
      ],
    );
  });

  it('PPTX is read slide by slide, in their order', async () => {
    const read = await readBytes(makeZip(presentation(['Welcome', 'The end'])), '.pptx');
    expect(read.parts.map(({ page, text }) => [page, text.trim()])).toEqual([
      [1, 'Welcome'],
      [2, 'The end'],
    ]);
  });

  it('ODT is read with its spaces, and without what was deleted or remarked', async () => {
    const body =
      '<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>' +
      '<text:h>Title</text:h><text:p>A<text:s text:c="3"/>B<text:line-break/>C' +
      '<office:annotation><text:p>remark</text:p></office:annotation>!</text:p>';
    const read = await readBytes(makeZip(openDocument('text', body)), '.odt');
    expect(read.text).toBe('Title\nA   B\nC!\n');
    expect(read).toMatchObject({ pages: null, title: 'A title', author: 'A. Editor' });
  });

  it('ODS and ODP are read sheet by sheet and slide by slide', async () => {
    const cell = (text: string) => `<table:table-cell>${paragraphs([text])}</table:table-cell>`;
    const sheet = (name: string, inside: string) =>
      `<table:table table:name="${name}"><table:table-row>${inside}</table:table-row></table:table>`;
    const inner = sheet('Inner', cell('nested'));
    const ods = await readBytes(
      makeZip(
        openDocument('spreadsheet', sheet('One', cell('a') + inner) + sheet('Two', cell('b'))),
      ),
      '.ods',
    );
    expect(ods.pages).toBe(2);
    expect(ods.parts.map(({ page, text }) => [page, text.split(/\s+/u).join(' ').trim()])).toEqual([
      [1, 'One a nested'],
      [2, 'Two b'],
    ]);
    const slide = (text: string, note: string) =>
      `<draw:page>${paragraphs([text])}<presentation:notes>${paragraphs([note])}</presentation:notes></draw:page>`;
    const odp = await readBytes(
      makeZip(openDocument('presentation', slide('First', 'said') + slide('Second', 'said'))),
      '.odp',
    );
    expect(odp.parts.map(({ page, text }) => [page, text.trim()])).toEqual([
      [1, 'First'],
      [2, 'Second'],
    ]);
  });

  it('shows the picture it brings with it, made small', async () => {
    const png = await sharp({
      create: { width: 900, height: 600, channels: 3, background: '#0a0' },
    })
      .png()
      .toBuffer();
    const parts = openDocument('text', paragraphs(['x']));
    const read = await readBytes(
      makeZip([...parts, { name: 'Thumbnails/thumbnail.png', bytes: png }]),
      '.odt',
    );
    const picture = await sharp(read.thumbnail ?? Buffer.alloc(0)).metadata();
    expect(picture).toMatchObject({ format: 'webp', width: 400, height: 267 });
  });
});

function wordParts(body: string) {
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (...of: [string, string][]) =>
    `<Relationships>${of.map(([type, target], i) => `<Relationship Id="r${i}" Type="${types}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  return [
    { name: '_rels/.rels', bytes: relations(['officeDocument', 'word/document2.xml']) },
    { name: 'word/document2.xml', bytes: `<w:document><w:body>${body}</w:body></w:document>` },
    { name: 'word/_rels/document2.xml.rels', bytes: relations(['footnotes', 'notes.xml']) },
    { name: 'word/notes.xml', bytes: '<w:footnotes><w:p><w:t>A note.</w:t></w:p></w:footnotes>' },
    {
      name: 'docProps/core.xml',
      bytes: '<p><dc:title>A &lt;title&gt;</dc:title><dc:creator>One</dc:creator></p>',
    },
  ];
}
