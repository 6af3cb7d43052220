import { drawPdf } from '../../draw-pdf';
import { createChance, textsOf } from '../catalogue/texts';

/** A PDF with so many pages of made-up text, some three hundred words each. No two numbers give the same bytes. */
export function makeBook(pages: number, number: number): Promise<Buffer> {
  const chance = createChance(number);
  return drawPdf({ size: 'A4', info: { Title: `A book, volume ${number}` } }, (pdf) => {
    for (let page = 1; page <= pages; page += 1) {
      if (page > 1) pdf.addPage();
      pdf.text(`Page ${page}.`);
      for (let paragraph = 0; paragraph < 6; paragraph += 1) pdf.text(textsOf(chance).description);
    }
  });
}
