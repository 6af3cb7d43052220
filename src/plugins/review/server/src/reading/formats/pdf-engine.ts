import { readSync, fstatSync } from 'node:fs';

import type { Pixels } from '../thumbnail';

/** The functions of PDFium that are called here. Not its wrapper: that closes no page and reads no title. */
interface PdfiumModule {
  _FPDF_InitLibraryWithConfig(config: object): void;
  _FPDF_LoadMemDocument(bytes: number, size: number, password: number): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_GetMetaText(document: number, tag: number, buffer: number, size: number): number;
  _FPDFCatalog_IsTagged(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidth(page: number): number;
  _FPDF_GetPageHeight(page: number): number;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetText(text: number, start: number, count: number, buffer: number): number;
  _FPDFBitmap_CreateEx(
    width: number,
    height: number,
    format: number,
    buffer: number,
    stride: number,
  ): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotation: number,
    flags: number,
  ): void;
  wasmExports: { malloc(size: number): number; free(pointer: number): void };
  /** Another one after each growth of the memory, so it is asked for anew each time. */
  readonly HEAPU8: Uint8Array;
}

const BGRA = 4;
const WHITE = 0xffffffff;
const WITH_ANNOTATIONS = 0x01;
/** Red first. */
const REVERSED = 0x10;

async function loadEngine(): Promise<PdfiumModule> {
  const { PDFiumModule } = await import('@hyzyla/pdfium');
  // Its types leave out two of the functions that the module has.
  const engine = (await PDFiumModule({})) as unknown as PdfiumModule;
  engine._FPDF_InitLibraryWithConfig({
    version: 2,
    m_pIsolate: null,
    m_pUserFontPaths: null,
    m_v8EmbedderSlot: 0,
    m_pPlatform: null,
  });
  return engine;
}

/** A PDF in the memory of PDFium, which is WebAssembly: what it does to memory, it does to its own. */
export class Pdf {
  private constructor(
    private readonly engine: PdfiumModule,
    private readonly document: number,
    private readonly pointer: number,
    private readonly size: number,
  ) {}

  /** @returns `null` where it cannot be opened */
  static async open(file: number): Promise<Pdf | null> {
    const engine = await loadEngine();
    const { size } = fstatSync(file);
    const pointer = engine.wasmExports.malloc(size);
    if (pointer === 0) return null;
    let read = 0;
    while (read < size) {
      const more = readSync(file, engine.HEAPU8, pointer + read, size - read, read);
      if (more === 0) break;
      read += more;
    }
    const document = engine._FPDF_LoadMemDocument(pointer, read, 0);
    return document === 0 ? null : new Pdf(engine, document, pointer, read);
  }

  /** The file itself. */
  get bytes(): Buffer {
    const { buffer, byteOffset } = this.engine.HEAPU8;
    return Buffer.from(buffer as ArrayBuffer, byteOffset + this.pointer, this.size); // WebAssembly's memory is no shared one
  }

  get pageCount(): number {
    return Math.max(0, this.engine._FPDF_GetPageCount(this.document));
  }

  get isTagged(): boolean {
    return this.engine._FPDFCatalog_IsTagged(this.document) !== 0;
  }

  /** An entry of the document information dictionary (PDF 1.7, 14.3.3), such as `Title`. */
  meta(tag: 'Title' | 'Author'): string {
    const name = this.place(Buffer.from(`${tag}\0`));
    try {
      const size = this.engine._FPDF_GetMetaText(this.document, name, 0, 0);
      if (size <= 2 || size > 65_536) return '';
      return this.utf16(size / 2 - 1, (buffer) => {
        this.engine._FPDF_GetMetaText(this.document, name, buffer, size);
      });
    } finally {
      this.engine.wasmExports.free(name);
    }
  }

  /** The text of a page, counted from 0, `null` where it cannot be opened. */
  textOf(index: number, maxCharacters: number): string | null {
    return this.withPage(index, (page) => {
      const text = this.engine._FPDFText_LoadPage(page);
      if (text === 0) return null;
      try {
        const count = Math.min(this.engine._FPDFText_CountChars(text), maxCharacters);
        if (count <= 0) return '';
        return this.utf16(count, (buffer) => {
          this.engine._FPDFText_GetText(text, 0, count, buffer);
        });
      } finally {
        this.engine._FPDFText_ClosePage(text);
      }
    });
  }

  /** A picture of a page, so wide, and its upper part if it is higher than that. */
  render(index: number, width: number, maxHeight: number): Pixels | null {
    return this.withPage(index, (page) => {
      const pageWidth = this.engine._FPDF_GetPageWidth(page);
      const whole = Math.round((this.engine._FPDF_GetPageHeight(page) * width) / pageWidth);
      if (!Number.isFinite(whole) || whole < 1 || whole > 1_000_000) return null;
      const height = Math.min(whole, maxHeight);
      const size = width * height * BGRA;
      const buffer = this.engine.wasmExports.malloc(size);
      if (buffer === 0) return null;
      const bitmap = this.engine._FPDFBitmap_CreateEx(width, height, BGRA, buffer, width * BGRA);
      try {
        this.engine._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
        const flags = WITH_ANNOTATIONS | REVERSED;
        this.engine._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, whole, 0, flags);
        return { data: this.engine.HEAPU8.slice(buffer, buffer + size), width, height };
      } finally {
        this.engine._FPDFBitmap_Destroy(bitmap);
        this.engine.wasmExports.free(buffer);
      }
    });
  }

  private withPage<T>(index: number, work: (page: number) => T | null): T | null {
    const page = this.engine._FPDF_LoadPage(this.document, index);
    if (page === 0) return null;
    try {
      return work(page);
    } finally {
      this.engine._FPDF_ClosePage(page);
    }
  }

  private place(bytes: Uint8Array): number {
    const pointer = this.engine.wasmExports.malloc(bytes.length);
    this.engine.HEAPU8.set(bytes, pointer);
    return pointer;
  }

  /** What `fill` writes, so many characters of two bytes and a closing zero. */
  private utf16(characters: number, fill: (buffer: number) => void): string {
    const buffer = this.place(new Uint8Array((characters + 1) * 2));
    try {
      fill(buffer);
      const bytes = this.engine.HEAPU8.slice(buffer, buffer + characters * 2);
      return Buffer.from(bytes.buffer).toString('utf16le').replace(/\0+$/u, '');
    } finally {
      this.engine.wasmExports.free(buffer);
    }
  }
}
