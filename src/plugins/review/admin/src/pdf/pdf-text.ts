import { openPdf } from './open-pdf';

/** As far as a comparison is read. */
const MOST_PAGES = 200;

/** The words of a PDF in the order in which they stand in it; none where its pages are pictures. */
export async function textOfPdf(blob: Blob): Promise<string> {
  const task = openPdf(await blob.arrayBuffer());
  try {
    const pdf = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(
        items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''),
      );
    }
    return pages.join('\n');
  } finally {
    await task.destroy();
  }
}
