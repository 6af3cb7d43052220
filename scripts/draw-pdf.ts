import PDFDocument from 'pdfkit';

/** The bytes of a document that `draw` draws. */
export function drawPdf(
  options: PDFDocument.Options,
  draw: (pdf: PDFDocument) => unknown,
): Promise<Buffer> {
  const pdf = new PDFDocument(options);
  const chunks: Buffer[] = [];
  const complete = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    pdf.on('error', reject);
  });
  draw(pdf);
  pdf.end();
  return complete;
}
