import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { invalid, unsupported, type CorpusFile } from './corpus-file';
import { drawPdf } from '../draw-pdf';
import { pdfOfPages } from './pdf-files';
import { makeZip } from './zip';

const PAGE = '<!DOCTYPE html><html><script>alert(1)</script></html>';
const PASSWORD = /password|protected/u;
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A PDF long enough to be cut anywhere. */
function report(): Promise<Buffer> {
  return pdfOfPages(
    Array.from({ length: 20 }, (_, i) => `Page ${i}. ${'Some words. '.repeat(200)}`),
  );
}

async function cut(from: number, to: number): Promise<Buffer> {
  const bytes = await report();
  return bytes.subarray(bytes.length * from, bytes.length * to);
}

async function withoutMiddle(): Promise<Buffer> {
  return Buffer.concat([await cut(0, 0.3), await cut(0.6, 1)]);
}

function locked(options: Parameters<typeof drawPdf>[0]): Promise<Buffer> {
  return drawPdf(options, (pdf) => pdf.text('For some eyes only.'));
}

/** An OLE file (MS-CFB) with one directory entry of this name. */
function compoundFile(entry: string): Buffer {
  return Buffer.concat([
    COMPOUND_FILE,
    Buffer.alloc(1024),
    Buffer.from(entry, 'utf16le'),
    Buffer.alloc(2000),
  ]);
}

const HOSTILE_PDFS: readonly CorpusFile[] = [
  invalid('empty.pdf', 'no byte at all', /empty/u, () => Buffer.alloc(0)),
  invalid('cut.pdf', 'truncated PDF', /cut off/u, () => cut(0, 0.5)),
  invalid('hole.pdf', 'PDF without its middle', /damaged/u, withoutMiddle),
  invalid('words.pdf', 'text between the marks of a PDF', /damaged/u, () =>
    Buffer.from('%PDF-1.7\nNothing of a document is here.\n%%EOF\n'),
  ),
  invalid('zeros.pdf', 'zeros between the marks of a PDF', /damaged/u, () =>
    Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(90_000), Buffer.from('\n%%EOF')]),
  ),
  invalid('locked.pdf', 'PDF with a password, RC4', PASSWORD, () =>
    locked({ userPassword: 'secret', pdfVersion: '1.3' }),
  ),
  invalid('locked-aes.pdf', 'PDF with a password, AES', PASSWORD, () =>
    locked({ userPassword: 'secret', pdfVersion: '1.7' }),
  ),
  invalid('restricted.pdf', 'PDF that may not be copied', PASSWORD, () =>
    locked({ ownerPassword: 'secret' }),
  ),
  invalid('archive.pdf', 'PDF and ZIP', /ZIP/u, async () =>
    Buffer.concat([await report(), makeZip([{ name: 'a.js', bytes: 'alert(1)' }])]),
  ),
  unsupported('picture.pdf', 'GIF and PDF', /GIF/u, async () =>
    Buffer.concat([Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'), await report()]),
  ),
  invalid('prefix.pdf', 'bytes before a PDF', /before the beginning/u, async () =>
    Buffer.concat([Buffer.from('\0\0junk\n'), await report()]),
  ),
  unsupported('page.pdf', 'HTML called PDF', /web page/u, () => Buffer.from(PAGE)),
  unsupported('page-and.pdf', 'HTML and PDF', /not known|web page/u, async () =>
    Buffer.concat([Buffer.from(`${PAGE}\n`), Buffer.alloc(2000, 0x20), await report()]),
  ),
];

const HOSTILE_TEXTS: readonly CorpusFile[] = [
  unsupported('page.txt', 'HTML called text', /web page/u, () => Buffer.from(`\n\n ${PAGE}`)),
  unsupported('drawing.txt', 'SVG called text', /web page/u, () =>
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  ),
  unsupported('drawing.svg', 'SVG with a declaration', /XML/u, () =>
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
  ),
  unsupported('table.csv', 'XML called CSV', /XML/u, () =>
    Buffer.from('<?xml version="1.0"?><rows/>'),
  ),
  unsupported('print.txt', 'PostScript', /PostScript/u, () =>
    Buffer.from('%!PS-Adobe-3.0\n(x) run\n'),
  ),
  unsupported('nul.txt', 'text with a NUL', /not known/u, () => Buffer.from('before\0after')),
  unsupported('late-nul.csv', 'text with a NUL after 300 KB', /not known/u, () =>
    Buffer.from(`${'a,b\n'.repeat(75_000)}\0`),
  ),
  unsupported('terminal.txt', 'text with terminal commands', /not known/u, () =>
    Buffer.from('\x1B[2J\x1B]0;x\x07'),
  ),
  invalid('utf16.txt', 'UTF-16', /UTF-8/u, () => Buffer.from('\uFEFFGrüße', 'utf16le')),
  invalid('latin1.csv', 'Latin-1', /UTF-8/u, () => Buffer.from('Größe;Zahl\n', 'latin1')),
  invalid('half.txt', 'half a character at the end', /UTF-8/u, () =>
    Buffer.from('Größe é').subarray(0, -1),
  ),
  invalid('cut.rtf', 'truncated RTF', /missing/u, () => Buffer.from('{\\rtf1\\ansi {\\b Hello')),
];

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const OTHERS: readonly CorpusFile[] = [
  invalid('locked.docx', 'encrypted DOCX', PASSWORD, () => compoundFile('EncryptedPackage')),
  unsupported('letter.doc', 'DOC of Word 97', /old binary/u, () => compoundFile('WordDocument')),
  unsupported('program.pdf', 'Windows program', /EXE/u, () =>
    Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400), Buffer.from('PE\0\0')]),
  ),
  unsupported('program.docx', 'Linux program', /ELF/u, () =>
    Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(600)]),
  ),
  unsupported('picture.docx', 'PNG', /PNG/u, () => Buffer.from(PNG, 'base64')),
  unsupported('packed.csv', 'GZIP', /GZ/u, () => gzipSync('a,b\n'.repeat(1000))),
  unsupported('packed.pdf', '7z', /7Z/u, () =>
    Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(300)]),
  ),
  unsupported('noise.pdf', 'random bytes', /not known|type/u, () =>
    Buffer.concat([Buffer.from([0xf5, 0xf6, 0]), randomBytes(50_000)]),
  ),
];

export const HOSTILE_FILES: readonly CorpusFile[] = [...HOSTILE_PDFS, ...HOSTILE_TEXTS, ...OTHERS];
