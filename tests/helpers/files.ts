import { Document, Packer, Paragraph } from 'docx';
import PDFDocument from 'pdfkit';

/** A real PDF with a page for each text. */
export async function makePdf(...pages: [string, ...string[]]): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A5' });
  const chunks: Buffer[] = [];
  const complete = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    pdf.on('error', reject);
  });
  const [first, ...rest] = pages;
  pdf.text(first);
  for (const text of rest) pdf.addPage().text(text);
  pdf.end();
  return complete;
}

/** A real Word file with this text. */
export function makeDocx(text: string): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(text)] }] }));
}
