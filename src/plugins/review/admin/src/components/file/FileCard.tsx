import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Button, Flex, Loader, Tabs } from '@strapi/design-system';
import { Download, Eye } from '@strapi/icons';

import type { FileView, ReviewerSubmissionDetail } from '../../../../shared/wire';
import { compareFiles, fileOf } from '../../comparison';
import { useDownload } from '../../hooks/use-download';
import type { FileVersion } from '../../hooks/use-file-bytes';
import { previewForm } from '../../file-preview';
import { useText } from '../../messages';
import { FileDiff } from '../diff/FileDiff';
import { Section } from '../Section';
import { FileFacts } from './FileFacts';
import { FilePreview } from './FilePreview';
import { ScanLine } from './ScanLine';

/** With pdf.js, which is loaded when it is needed. */
const TextDifference = lazy(() =>
  import('./TextDifference').then((module) => ({ default: module.TextDifference })),
);

/** The file that would become public, to be read in the page. */
export function FileCard({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  if (fileOf(detail.content.draft) === null) return null;
  return (
    <Section title={text('file.title')}>
      <SubmittedFile detail={detail} />
    </Section>
  );
}

interface SubmittedFileProps {
  detail: ReviewerSubmissionDetail;
  /** Not shown until asked for. */
  closed?: boolean;
}

/** Nothing where no file was submitted. */
export function SubmittedFile({ detail, closed = false }: SubmittedFileProps) {
  const submitted = fileOf(detail.content.draft);
  const live = fileOf(detail.content.live ?? []);
  if (submitted === null) return null;
  const before = fileOf(detail.compared?.fields ?? []);
  const change = detail.compared === null ? null : compareFiles(before, submitted);
  // Read before, so it need not be read again.
  const known = change === 'same' || change === 'renamed';
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {detail.scan !== null && <ScanLine scan={detail.scan} />}
      {known && <FileDiff before={before} after={submitted} />}
      {live !== null && live.sha256 !== submitted.sha256 ? (
        <BothVersions detail={detail} submitted={submitted} live={live} closed={closed} />
      ) : (
        <OneFile detail={detail} file={submitted} version="draft" closed={known || closed} />
      )}
    </Flex>
  );
}

interface BothVersionsProps {
  detail: ReviewerSubmissionDetail;
  submitted: FileView;
  live: FileView;
  closed: boolean;
}

function BothVersions({ detail, submitted, live, closed }: BothVersionsProps) {
  const text = useText();
  const comparable = [submitted, live].every(({ mime }) => previewForm(mime) !== 'none');
  return (
    <Tabs.Root variant="simple" defaultValue="draft">
      <Tabs.List aria-label={text('file.versions')}>
        <Tabs.Trigger value="draft">{text('file.version.draft')}</Tabs.Trigger>
        <Tabs.Trigger value="live">{text('file.version.live')}</Tabs.Trigger>
        {comparable && <Tabs.Trigger value="text">{text('file.text')}</Tabs.Trigger>}
      </Tabs.List>
      <Version value="draft">
        <OneFile detail={detail} file={submitted} version="draft" closed={closed} />
      </Version>
      <Version value="live">
        <OneFile detail={detail} file={live} version="live" closed={closed} />
      </Version>
      <Version value="text">
        <Suspense fallback={<Loader>{text('file.loading')}</Loader>}>
          <TextDifference submissionId={detail.id} live={live} submitted={submitted} />
        </Suspense>
      </Version>
    </Tabs.Root>
  );
}

function Version({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Tabs.Content value={value} tabIndex={-1}>
      <Box paddingTop={4}>{children}</Box>
    </Tabs.Content>
  );
}

interface OneFileProps {
  detail: ReviewerSubmissionDetail;
  file: FileView;
  version: FileVersion;
  closed: boolean;
}

function OneFile({ detail, file, version, closed }: OneFileProps) {
  const text = useText();
  const [open, setOpen] = useState(!closed);
  const [download, loading] = useDownload(detail.id);
  // The server hands it out to nobody.
  if (version === 'draft' && detail.scan?.state === 'infected') return <FileFacts file={file} />;
  return (
    <>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <FileFacts file={file} />
        <Flex gap={2}>
          {!open && (
            <Button
              variant="secondary"
              startIcon={<Eye />}
              onClick={() => {
                setOpen(true);
              }}
            >
              {text('file.show')}
            </Button>
          )}
          <Button
            variant="tertiary"
            startIcon={<Download />}
            loading={loading}
            aria-label={text('file.download.named', { name: file.name })}
            onClick={() => {
              void download(version, file.name);
            }}
          >
            {text('file.download')}
          </Button>
        </Flex>
      </Flex>
      {open && (
        <Box paddingTop={4}>
          <FilePreview file={file} submissionId={detail.id} version={version} />
        </Box>
      )}
    </>
  );
}
