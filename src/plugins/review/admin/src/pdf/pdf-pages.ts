import { AnnotationEditorType, AnnotationMode } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// After the module above: it takes pdf.js from the global object.
import {
  EventBus,
  LinkTarget,
  PDFFindController,
  PDFLinkService,
  PDFViewer,
} from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/** What the toolbar shows. */
export interface PagesState {
  page: number;
  pages: number;
  /** 1 is the size on paper. */
  scale: number;
  /** Of what is searched for; `null` while nothing is. */
  found: { current: number; total: number } | null;
}

export interface Pages {
  show: (pdf: PDFDocumentProxy) => void;
  goTo: (page: number) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  fitWidth: () => void;
  /** Empty words end the search. */
  find: (words: string, again?: 'next' | 'previous') => void;
  destroy: () => void;
}

const FIT_WIDTH = 'page-width';
const TEXT_CAN_BE_SELECTED = 1;

/**
 * The pages of a PDF one below the other in `container`, drawn when they are scrolled to, with text
 * that can be selected. Links open new tabs; forms can be seen and not filled in.
 */
export function createPages(
  container: HTMLDivElement,
  onChange: (change: Partial<PagesState>) => void,
): Pages {
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({
    eventBus,
    externalLinkTarget: LinkTarget.BLANK,
    externalLinkRel: 'noopener noreferrer nofollow',
  });
  const findController = new PDFFindController({ eventBus, linkService });
  const viewer = new PDFViewer({
    container,
    eventBus,
    linkService,
    findController,
    textLayerMode: TEXT_CAN_BE_SELECTED,
    annotationMode: AnnotationMode.ENABLE,
    annotationEditorMode: AnnotationEditorType.DISABLE,
    enableAutoLinking: false,
    supportsPinchToZoom: false,
  });
  linkService.setViewer(viewer);
  listen(eventBus, viewer, onChange);
  const resized = new ResizeObserver(() => {
    // The viewer fits once and not again when its room changes.
    if (viewer.currentScaleValue === FIT_WIDTH) viewer.currentScaleValue = FIT_WIDTH;
  });
  resized.observe(container);
  return {
    show: (pdf) => {
      viewer.setDocument(pdf);
      linkService.setDocument(pdf);
    },
    goTo: (page) => {
      viewer.currentPageNumber = page;
    },
    zoomIn: () => {
      viewer.increaseScale();
    },
    zoomOut: () => {
      viewer.decreaseScale();
    },
    fitWidth: () => {
      viewer.currentScaleValue = FIT_WIDTH;
    },
    find: (words, again) => {
      search(eventBus, words, again);
      if (words === '') onChange({ found: null });
    },
    destroy: () => {
      resized.disconnect();
      viewer.cleanup();
      // Whole documents come and go, and the types know only of coming.
      viewer.setDocument(null as unknown as PDFDocumentProxy);
      linkService.setDocument(null);
    },
  };
}

/** What pdf.js tells on its bus, which its types do not say. */
interface Told {
  pageNumber: number;
  scale: number;
  matchesCount: { current: number; total: number };
}

function listen(
  eventBus: EventBus,
  viewer: PDFViewer,
  onChange: (change: Partial<PagesState>) => void,
): void {
  eventBus.on('pagesinit', () => {
    viewer.currentScaleValue = FIT_WIDTH;
    onChange({ pages: viewer.pagesCount, page: 1 });
  });
  eventBus.on('pagechanging', ({ pageNumber }: Told) => {
    onChange({ page: pageNumber });
  });
  eventBus.on('scalechanging', ({ scale }: Told) => {
    onChange({ scale });
  });
  for (const event of ['updatefindmatchescount', 'updatefindcontrolstate']) {
    eventBus.on(event, ({ matchesCount }: Told) => {
      onChange({ found: matchesCount });
    });
  }
}

function search(eventBus: EventBus, words: string, again?: 'next' | 'previous'): void {
  eventBus.dispatch('find', {
    source: null,
    type: again === undefined ? '' : 'again',
    query: words,
    caseSensitive: false,
    entireWord: false,
    highlightAll: true,
    findPrevious: again === 'previous',
    matchDiacritics: false,
  });
}
