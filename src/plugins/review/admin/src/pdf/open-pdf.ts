import { getDocument, GlobalWorkerOptions, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import decoderUrl from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Hands pdf.js its data files, which the build gave other names. */
class DataFiles {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const { readPdfData } = await import('./pdf-data');
    return readPdfData(filename);
  }
}

/**
 * Opens a PDF that a stranger made. It is read in a worker of its own, which `destroy` ends: a
 * document made to hang takes nothing else along. Nothing in it runs (no `eval`, no scripts, no XFA
 * forms), and nothing is loaded from anywhere but this server.
 */
export function openPdf(data: ArrayBuffer): PDFDocumentLoadingTask {
  return getDocument({
    data,
    isEvalSupported: false,
    enableXfa: false,
    // The content security policy forbids WebAssembly. This decoder is plain JavaScript; the name
    // that pdf.js appends goes into the fragment, where it does no harm.
    useWasm: false,
    wasmUrl: `${decoderUrl}#/`,
    useWorkerFetch: false,
    BinaryDataFactory: DataFiles,
    // The same letters on every reviewer's machine.
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
}

export type PdfProblem = 'protected' | 'broken';

export function problemOf(error: unknown): PdfProblem {
  // pdf.js exports no class of this error.
  return error instanceof Error && error.name === 'PasswordException' ? 'protected' : 'broken';
}
