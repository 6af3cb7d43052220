import type { LibraryFormat, LibraryText } from './library-text';
import { makeDocx } from './make-docx';
import { makePdf } from './make-pdf';

export { readLibraryText, type LibraryText } from './library-text';

export interface MadeFile {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

const MAKERS: Record<
  LibraryFormat,
  { mediaType: string; make: (text: LibraryText) => Promise<Buffer> }
> = {
  pdf: { mediaType: 'application/pdf', make: makePdf },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    make: makeDocx,
  },
};

export async function makeFile(text: LibraryText): Promise<MadeFile> {
  const { mediaType, make } = MAKERS[text.format];
  return { name: `${text.slug}.${text.format}`, mediaType, bytes: await make(text) };
}
