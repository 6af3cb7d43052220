export interface DocumentKind {
  mime: string;
  /** Lower case, with the dot. */
  ext: string;
}

export const PDF: DocumentKind = { mime: 'application/pdf', ext: '.pdf' };
export const RTF: DocumentKind = { mime: 'application/rtf', ext: '.rtf' };
export const TXT: DocumentKind = { mime: 'text/plain', ext: '.txt' };
export const CSV: DocumentKind = { mime: 'text/csv', ext: '.csv' };

const OFFICE = 'application/vnd.openxmlformats-officedocument';

interface OfficeKind {
  kind: DocumentKind;
  contentType: string;
  mainPart: RegExp;
}

/** ECMA-376: what [Content_Types].xml declares the main part to be, and where that part lies. */
export const OFFICE_KINDS: readonly OfficeKind[] = [
  {
    kind: { mime: `${OFFICE}.wordprocessingml.document`, ext: '.docx' },
    contentType: `${OFFICE}.wordprocessingml.document.main+xml`,
    mainPart: /^word\/document\d*\.xml$/iu,
  },
  {
    kind: { mime: `${OFFICE}.spreadsheetml.sheet`, ext: '.xlsx' },
    contentType: `${OFFICE}.spreadsheetml.sheet.main+xml`,
    mainPart: /^xl\/workbook\d*\.xml$/iu,
  },
  {
    kind: { mime: `${OFFICE}.presentationml.presentation`, ext: '.pptx' },
    contentType: `${OFFICE}.presentationml.presentation.main+xml`,
    mainPart: /^ppt\/presentation\d*\.xml$/iu,
  },
];

/** [MS-OFFMACRO2] 1.3: the same with macros, for a library that allows them. */
export const MACRO_KINDS: readonly OfficeKind[] = [
  {
    kind: { mime: 'application/vnd.ms-word.document.macroEnabled.12', ext: '.docm' },
    contentType: 'application/vnd.ms-word.document.macroEnabled.main+xml',
    mainPart: /^word\/document\d*\.xml$/iu,
  },
  {
    kind: { mime: 'application/vnd.ms-excel.sheet.macroEnabled.12', ext: '.xlsm' },
    contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    mainPart: /^xl\/workbook\d*\.xml$/iu,
  },
  {
    kind: { mime: 'application/vnd.ms-powerpoint.presentation.macroEnabled.12', ext: '.pptm' },
    contentType: 'application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml',
    mainPart: /^ppt\/presentation\d*\.xml$/iu,
  },
];

/** OpenDocument 1.3, part 3, appendix C. */
export const OPEN_DOCUMENT_KINDS: readonly DocumentKind[] = [
  { mime: 'application/vnd.oasis.opendocument.text', ext: '.odt' },
  { mime: 'application/vnd.oasis.opendocument.spreadsheet', ext: '.ods' },
  { mime: 'application/vnd.oasis.opendocument.presentation', ext: '.odp' },
];

/** Raster images only: an SVG is a document with scripts. */
export const IMAGE_KINDS: readonly DocumentKind[] = [
  { mime: 'image/png', ext: '.png' },
  { mime: 'image/jpeg', ext: '.jpg' },
  { mime: 'image/gif', ext: '.gif' },
  { mime: 'image/webp', ext: '.webp' },
  { mime: 'image/avif', ext: '.avif' },
];

export function isRasterImage(mime: string): boolean {
  return IMAGE_KINDS.some((kind) => kind.mime === mime);
}

export const ACCEPTED_DOCUMENTS =
  'PDF, Word (DOCX), Excel (XLSX), PowerPoint (PPTX), OpenDocument (ODT, ODS, ODP), RTF, plain text and CSV';
