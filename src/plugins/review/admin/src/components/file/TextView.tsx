import { useEffect, useState } from 'react';
import { Box, Flex, Loader, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import { readCsv } from '../../csv-table';
import { useText } from '../../messages';
import { MOST_BYTES, readStart } from '../../text-file';
import { RevealedText } from '../content/PlainText';
import { CsvView } from './CsvView';

const Scroller = styled.div`
  max-height: 78vh;
  overflow: auto;
  padding: 1.6rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
  pre {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-family: inherit;
    font-size: 1.4rem;
    line-height: 1.5;
  }
`;

interface TextViewProps {
  blob: Blob;
  name: string;
  form: 'text' | 'csv';
}

/** A text file as text, a CSV file as the table it is. Neither is ever taken for markup. */
export function TextView({ blob, name, form }: TextViewProps) {
  const text = useText();
  const [words, setWords] = useState<{ of: Blob; text: string } | null>(null);
  useEffect(() => {
    let gone = false;
    void readStart(blob).then((read) => {
      if (!gone) setWords({ of: blob, text: read });
    });
    return () => {
      gone = true;
    };
  }, [blob]);

  if (words?.of !== blob) {
    return (
      <Flex justifyContent="center" padding={6}>
        <Loader>{text('file.loading')}</Loader>
      </Flex>
    );
  }
  const cut = blob.size > MOST_BYTES;
  if (form === 'csv') return <CsvView table={readCsv(words.text)} name={name} cut={cut} />;
  return (
    <Box>
      {/* Scrolled by keyboard, so it takes the focus. */}
      <Scroller tabIndex={0} role="region" aria-label={name}>
        <pre dir="auto">
          <RevealedText>{words.text}</RevealedText>
        </pre>
      </Scroller>
      {cut && (
        <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={2}>
          {text('file.only-start')}
        </Typography>
      )}
    </Box>
  );
}
