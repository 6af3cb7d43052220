// pdfkit ships no types; only what this project draws with is declared.
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  namespace PDFDocument {
    interface Margins {
      top: number;
      bottom: number;
      left: number;
      right: number;
    }

    interface Options {
      size?: string;
      margins?: Margins;
      info?: Record<string, string | Date>;
      lang?: string;
      pdfVersion?: '1.3' | '1.4' | '1.5' | '1.6' | '1.7';
      tagged?: boolean;
      displayTitle?: boolean;
      bufferPages?: boolean;
      userPassword?: string;
      ownerPassword?: string;
    }

    interface TextOptions {
      width?: number;
      align?: 'left' | 'center' | 'right';
      lineGap?: number;
      lineBreak?: boolean;
      characterSpacing?: number;
    }

    interface Outline {
      addItem(title: string): Outline;
    }

    interface StructElement {
      add(child: StructElement | (() => void)): StructElement;
      end(): void;
    }
  }

  class PDFDocument extends Readable {
    constructor(options?: PDFDocument.Options);
    x: number;
    y: number;
    readonly page: { width: number; height: number; margins: PDFDocument.Margins };
    readonly outline: PDFDocument.Outline;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    strokeColor(color: string): this;
    lineWidth(width: number): this;
    text(text: string): this;
    text(text: string, x: number, y: number, options?: PDFDocument.TextOptions): this;
    heightOfString(text: string, options?: PDFDocument.TextOptions): number;
    widthOfString(text: string): number;
    rect(x: number, y: number, width: number, height: number): this;
    circle(x: number, y: number, radius: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    fill(): this;
    stroke(): this;
    image(source: Buffer, x: number, y: number, options?: { width?: number }): this;
    image(picture: Buffer, options: { width: number }): this;
    addPage(): this;
    switchToPage(index: number): unknown;
    bufferedPageRange(): { start: number; count: number };
    struct(
      type: string,
      options: { scope?: string },
      children?: () => void,
    ): PDFDocument.StructElement;
    addStructure(element: PDFDocument.StructElement): this;
    markContent(tag: string, options?: { type?: string }): this;
    endMarkedContent(): this;
    end(): void;
  }

  export = PDFDocument;
}
