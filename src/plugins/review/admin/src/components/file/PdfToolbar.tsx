import { useState } from 'react';
import type { FormEvent } from 'react';
import { Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { ArrowDown, ArrowUp, ArrowsHorizontal, Minus, Plus } from '@strapi/icons';
import { useIntl } from 'react-intl';

import { useText } from '../../messages';
import type { Pages, PagesState } from '../../pdf/pdf-pages';

interface PdfToolbarProps {
  /** `null` until there are any. */
  pages: Pages | null;
  state: PagesState;
}

export function PdfToolbar({ pages, state }: PdfToolbarProps) {
  const text = useText();
  return (
    <Flex
      role="toolbar"
      aria-label={text('pdf.toolbar')}
      gap={4}
      wrap="wrap"
      justifyContent="space-between"
      padding={2}
      background="neutral100"
      borderColor="neutral200"
      borderStyle="solid"
      borderWidth="0 0 1px 0"
    >
      <PageControl pages={pages} state={state} />
      <ZoomControl pages={pages} state={state} />
      <FindControl pages={pages} state={state} />
    </Flex>
  );
}

function PageControl({ pages, state: { page, pages: count } }: PdfToolbarProps) {
  const text = useText();
  return (
    <Flex gap={2}>
      <IconButton
        label={text('pdf.page.previous')}
        variant="ghost"
        disabled={page <= 1}
        onClick={() => pages?.goTo(page - 1)}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        label={text('pdf.page.next')}
        variant="ghost"
        disabled={page >= count}
        onClick={() => pages?.goTo(page + 1)}
      >
        <ArrowDown />
      </IconButton>
      <PageNumber key={page} page={page} count={count} onGo={(to) => pages?.goTo(to)} />
      <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>
        {text('pdf.page.of', { count })}
      </Typography>
    </Flex>
  );
}

interface PageNumberProps {
  page: number;
  count: number;
  onGo: (page: number) => void;
}

/** Taken anew for every page, so that what is typed and not sent gives way. */
function PageNumber({ page, count, onGo }: PageNumberProps) {
  const text = useText();
  const [typed, setTyped] = useState(String(page));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = Number(typed);
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= count) onGo(wanted);
    else setTyped(String(page));
  };
  return (
    <form onSubmit={submit} style={{ width: '5.2rem' }}>
      <TextInput
        size="S"
        aria-label={text('pdf.page')}
        inputMode="numeric"
        value={typed}
        onChange={({ target }: React.ChangeEvent<HTMLInputElement>) => {
          setTyped(target.value);
        }}
      />
    </form>
  );
}

function ZoomControl({ pages, state: { scale } }: PdfToolbarProps) {
  const text = useText();
  const intl = useIntl();
  return (
    <Flex gap={2}>
      <IconButton label={text('pdf.zoom.out')} variant="ghost" onClick={() => pages?.zoomOut()}>
        <Minus />
      </IconButton>
      <Typography variant="pi" textColor="neutral800" minWidth="4rem" textAlign="center">
        {intl.formatNumber(scale, { style: 'percent' })}
      </Typography>
      <IconButton label={text('pdf.zoom.in')} variant="ghost" onClick={() => pages?.zoomIn()}>
        <Plus />
      </IconButton>
      <IconButton label={text('pdf.zoom.width')} variant="ghost" onClick={() => pages?.fitWidth()}>
        <ArrowsHorizontal />
      </IconButton>
    </Flex>
  );
}

function FindControl({ pages, state: { found } }: PdfToolbarProps) {
  const text = useText();
  const [words, setWords] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pages?.find(words, 'next');
  };
  return (
    <form role="search" onSubmit={submit}>
      <Flex gap={2}>
        <Typography variant="pi" textColor="neutral600" aria-live="polite">
          {words !== '' && found !== null && text('pdf.found', { ...found })}
        </Typography>
        <TextInput
          size="S"
          aria-label={text('pdf.find')}
          placeholder={text('pdf.find')}
          value={words}
          onChange={({ target }: React.ChangeEvent<HTMLInputElement>) => {
            setWords(target.value);
            pages?.find(target.value);
          }}
        />
      </Flex>
    </form>
  );
}
