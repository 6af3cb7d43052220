import { randomBytes } from 'node:crypto';

import sharp from 'sharp';

import { drawPdf } from '../../draw-pdf';

const PAGES = 10;
const LINES = 40;
/** Pixels of a square picture of noise; three bytes each, which nothing compresses. */
const SIDE = 570;
/** In the document's title, which stands in the file as it is. */
const NUMBER = '00000000';

function noise(): Promise<Buffer> {
  const raw = { width: SIDE, height: SIDE, channels: 3 } as const;
  return sharp(randomBytes(SIDE * SIDE * 3), { raw })
    .jpeg({ quality: 100 })
    .toBuffer();
}

async function report(): Promise<Buffer> {
  const picture = await noise();
  return drawPdf({ info: { Title: `A report of the benchmark ${NUMBER}` } }, (pdf) => {
    pdf.image(picture, 72, 72, { width: 400 });
    for (let page = 2; page <= PAGES; page += 1) {
      pdf.addPage();
      for (let line = 1; line <= LINES; line += 1) {
        pdf.text(`Page ${page}, line ${line}: what a council decided about paths and parks.`);
      }
    }
  });
}

/** Makes PDFs of about a megabyte, ten pages each, alike but for a number, so that no two have the same hash. */
export async function pdfMaker(): Promise<() => Buffer> {
  const text = await report();
  const place = text.indexOf(NUMBER);
  if (place < 0) throw new Error('pdfkit wrote the title in some other way');
  let count = 0;
  return () => {
    count += 1;
    const copy = Buffer.from(text);
    copy.write(String(count).padStart(NUMBER.length, '0'), place, 'latin1');
    return copy;
  };
}
