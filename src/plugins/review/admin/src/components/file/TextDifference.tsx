import { useEffect, useState } from 'react';
import { Flex, Loader, Typography } from '@strapi/design-system';

import type { FileView } from '../../../../shared/wire';
import { previewForm } from '../../file-preview';
import { useFileBytes } from '../../hooks/use-file-bytes';
import type { FileBytes } from '../../hooks/use-file-bytes';
import { useText } from '../../messages';
import { textOfPdf } from '../../pdf/pdf-text';
import { readStart } from '../../text-file';
import { WordDiff } from '../diff/WordDiff';
import { Notice } from '../Notice';

interface TextDifferenceProps {
  submissionId: string;
  live: FileView;
  submitted: FileView;
}

type Texts = { before: string; after: string } | 'unreadable';

/** The words of two files held against each other; how they are set and broken does not count. */
export function TextDifference({ submissionId, live, submitted }: TextDifferenceProps) {
  const text = useText();
  const [old] = useFileBytes(submissionId, 'live', live.sha256);
  const [now] = useFileBytes(submissionId, 'draft', submitted.sha256);
  const texts = useTexts({ bytes: old, mime: live.mime }, { bytes: now, mime: submitted.mime });
  if (texts === null) {
    return (
      <Flex justifyContent="center" padding={6}>
        <Loader>{text('file.loading')}</Loader>
      </Flex>
    );
  }
  if (texts === 'unreadable') return <Notice tone="warning">{text('file.text.unreadable')}</Notice>;
  if (texts.before === '' && texts.after === '') {
    return <Notice tone="neutral">{text('file.text.none')}</Notice>;
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {text(texts.before === texts.after ? 'file.text.same' : 'file.text.hint')}
      </Typography>
      <WordDiff before={texts.before} after={texts.after} />
    </Flex>
  );
}

interface Source {
  bytes: FileBytes;
  mime: string;
}

/** `null` until both are read. */
function useTexts(old: Source, now: Source): Texts | null {
  const [texts, setTexts] = useState<Texts | null>(null);
  const before = old.bytes.state === 'loaded' ? old.bytes.blob : null;
  const after = now.bytes.state === 'loaded' ? now.bytes.blob : null;
  useEffect(() => {
    if (before === null || after === null) return undefined;
    let gone = false;
    Promise.all([readWords(before, old.mime), readWords(after, now.mime)]).then(
      ([earlier, later]) => {
        if (!gone) setTexts({ before: earlier, after: later });
      },
      () => {
        if (!gone) setTexts('unreadable');
      },
    );
    return () => {
      gone = true;
    };
  }, [before, after, old.mime, now.mime]);
  const failed = old.bytes.state === 'failed' || now.bytes.state === 'failed';
  return failed ? 'unreadable' : texts;
}

async function readWords(blob: Blob, mime: string): Promise<string> {
  const words = previewForm(mime) === 'pdf' ? await textOfPdf(blob) : await readStart(blob);
  return words.replace(/\s+/gu, ' ').trim();
}
