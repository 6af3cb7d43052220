import { useEffect, useRef, useState } from 'react';
import { Box, Flex, Loader } from '@strapi/design-system';
import { styled } from 'styled-components';
import 'pdfjs-dist/legacy/web/pdf_viewer.css';

import { useText } from '../../messages';
import { openPdf, problemOf } from '../../pdf/open-pdf';
import type { PdfProblem } from '../../pdf/open-pdf';
import { createPages } from '../../pdf/pdf-pages';
import type { Pages, PagesState } from '../../pdf/pdf-pages';
import { Notice } from '../Notice';
import { PdfToolbar } from './PdfToolbar';

/** pdf.js wants its container placed absolutely. */
const Room = styled.div`
  position: relative;
  height: clamp(36rem, 78vh, 110rem);
  background: ${({ theme }) => theme.colors.neutral150};
`;
const Scroller = styled.div`
  position: absolute;
  inset: 0;
  overflow: auto;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
  /* The admin's reset makes boxes smaller than pdf.js counts on. */
  .pdfViewer .page {
    box-sizing: content-box;
  }
`;

const NOTHING: PagesState = { page: 0, pages: 0, scale: 1, found: null };

/** Loaded when a PDF is to be shown: pdf.js weighs more than the rest of the desk. */
export function PdfView({ blob, name }: { blob: Blob; name: string }) {
  const text = useText();
  const container = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<Pages | null>(null);
  const [state, setState] = useState(NOTHING);
  const [problem, setProblem] = useState<PdfProblem | null>(null);

  useEffect(() => {
    if (container.current === null) return undefined;
    return showPdf(blob, container.current, {
      onPages: setPages,
      onChange: (change) => {
        setState((before) => ({ ...before, ...change }));
      },
      onProblem: setProblem,
    });
  }, [blob]);

  if (problem !== null) return <Notice tone="warning">{text(`pdf.${problem}`)}</Notice>;
  return (
    <Box borderColor="neutral200" hasRadius overflow="hidden">
      <PdfToolbar pages={pages} state={state} />
      <Room>
        {state.pages === 0 && (
          <Flex justifyContent="center" height="100%">
            <Loader>{text('file.loading')}</Loader>
          </Flex>
        )}
        {/* Scrolled by keyboard, so it takes the focus. */}
        <Scroller ref={container} tabIndex={0} role="region" aria-label={name}>
          <div className="pdfViewer" />
        </Scroller>
      </Room>
    </Box>
  );
}

interface PdfListener {
  onPages: (pages: Pages | null) => void;
  onChange: (change: Partial<PagesState>) => void;
  onProblem: (problem: PdfProblem) => void;
}

/** @returns what takes it away again */
function showPdf(blob: Blob, container: HTMLDivElement, listener: PdfListener): () => void {
  const pages = createPages(container, listener.onChange);
  let gone = false;
  let close = () => Promise.resolve();
  const open = async () => {
    const data = await blob.arrayBuffer();
    if (gone) return;
    const task = openPdf(data);
    close = () => task.destroy();
    const pdf = await task.promise;
    pages.show(pdf);
    listener.onPages(pages);
  };
  open().catch((error: unknown) => {
    // Destroying a document fails whatever of it was under way.
    if (!gone) listener.onProblem(problemOf(error));
  });
  return () => {
    gone = true;
    pages.destroy();
    listener.onPages(null);
    void close();
  };
}
