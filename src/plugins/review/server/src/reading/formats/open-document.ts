import type { Sink } from '../sink';
import type { Archive } from './archive';
import { type Attributes, readXml } from './xml';

/** What is no text of the document: what was deleted, remarks, notes for the speaker, tables of contents of changes. */
const SKIPPED: ReadonlySet<string> = new Set(['tracked-changes', 'annotation', 'notes', 'forms']);
const PARAGRAPHS: ReadonlySet<string> = new Set(['p', 'h']);
/** More spaces in a row than anybody types. */
const MAX_SPACES = 100;

/** The element that is a page: a table of a spreadsheet, a slide of a presentation. */
export type PageElement = 'table' | 'page' | null;

class OpenDocumentReader {
  pages = 0;
  private skipped = 0;
  private inParagraph = 0;
  private depth = 0;

  constructor(
    private readonly sink: Sink,
    private readonly pageElement: PageElement,
    private readonly maxPages: number,
  ) {}

  open(name: string, attributes: Attributes): void {
    if (SKIPPED.has(name)) this.skipped += 1;
    if (name === this.pageElement) this.openPage(attributes);
    if (this.skipped > 0) return;
    if (PARAGRAPHS.has(name)) this.inParagraph += 1;
    if (name === 's') {
      this.write(' '.repeat(Math.min(MAX_SPACES, Math.max(1, Number(attributes[':c'] ?? 1) || 1))));
    }
    if (name === 'tab') this.write('\t');
    if (name === 'line-break') this.write('\n');
  }

  text(text: string): void {
    if (this.inParagraph > 0 && this.skipped === 0) this.write(text);
  }

  close(name: string): void {
    if (name === this.pageElement) this.depth -= 1;
    if (SKIPPED.has(name)) this.skipped -= 1;
    else if (this.skipped === 0 && PARAGRAPHS.has(name)) {
      this.inParagraph -= 1;
      this.write('\n');
    } else if (this.skipped === 0 && name === 'table-cell') this.write('\t');
  }

  drain(): Promise<void> {
    return this.sink.drain();
  }

  isDone(): boolean {
    return this.sink.isFull;
  }

  /** A table may stand in a cell of another one, and is then no sheet. */
  private openPage(attributes: Attributes): void {
    this.depth += 1;
    if (this.depth > 1) return;
    this.pages += 1;
    if (this.pages > this.maxPages) return;
    this.sink.begin(this.pages);
    if (this.pageElement === 'table' && attributes[':name'] !== undefined) {
      this.sink.text(`${attributes[':name']}\n`);
    }
  }

  private write(text: string): void {
    if (this.pages <= this.maxPages) this.sink.text(text);
  }
}

/** OpenDocument 1.3, part 3: text, spreadsheet and presentation. */
export async function readOpenDocument(
  archive: Archive,
  sink: Sink,
  { pageElement, pages }: { pageElement: PageElement; pages: number },
): Promise<number | null> {
  const reader = new OpenDocumentReader(sink, pageElement, pages);
  if (pageElement === null) sink.begin(null);
  await readXml(archive, 'content.xml', reader);
  sink.end();
  if (reader.pages > pages) sink.find('manyPages', reader.pages);
  return pageElement === null ? null : reader.pages;
}
