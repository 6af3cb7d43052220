import { useState } from 'react';
import { Box, Button, Flex, Tabs } from '@strapi/design-system';
import { Download, Eye } from '@strapi/icons';

import type { FileView, ReviewerSubmissionDetail } from '../../../../shared/wire';
import { compareFiles, fileOf } from '../../comparison';
import { useDownload } from '../../hooks/use-download';
import type { FileVersion } from '../../hooks/use-file-bytes';
import { useText } from '../../messages';
import { FileDiff } from '../diff/FileDiff';
import { Section } from '../Section';
import { FileFacts } from './FileFacts';
import { FilePreview } from './FilePreview';

/** The file that would become public, to be read in the page. */
export function FileCard({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const submitted = fileOf(detail.content.draft);
  const live = fileOf(detail.content.live ?? []);
  if (submitted === null) return null;
  const change =
    detail.compared === null ? null : compareFiles(fileOf(detail.compared.fields), submitted);
  const known = change === 'same' || change === 'renamed';
  return (
    <Section title={text('file.title')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {known && <FileDiff before={fileOf(detail.compared?.fields ?? [])} after={submitted} />}
        {live !== null && live.sha256 !== submitted.sha256 ? (
          <BothVersions detail={detail} submitted={submitted} live={live} />
        ) : (
          <OneFile detail={detail} file={submitted} version="draft" closed={known} />
        )}
      </Flex>
    </Section>
  );
}

interface BothVersionsProps {
  detail: ReviewerSubmissionDetail;
  submitted: FileView;
  live: FileView;
}

function BothVersions({ detail, submitted, live }: BothVersionsProps) {
  const text = useText();
  return (
    <Tabs.Root variant="simple" defaultValue="draft">
      <Tabs.List aria-label={text('file.versions')}>
        <Tabs.Trigger value="draft">{text('file.version.draft')}</Tabs.Trigger>
        <Tabs.Trigger value="live">{text('file.version.live')}</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="draft" tabIndex={-1}>
        <Box paddingTop={4}>
          <OneFile detail={detail} file={submitted} version="draft" />
        </Box>
      </Tabs.Content>
      <Tabs.Content value="live" tabIndex={-1}>
        <Box paddingTop={4}>
          <OneFile detail={detail} file={live} version="live" />
        </Box>
      </Tabs.Content>
    </Tabs.Root>
  );
}

interface OneFileProps {
  detail: ReviewerSubmissionDetail;
  file: FileView;
  version: FileVersion;
  /** Not shown until asked for: it was read before. */
  closed?: boolean;
}

function OneFile({ detail, file, version, closed = false }: OneFileProps) {
  const text = useText();
  const [open, setOpen] = useState(!closed);
  const [download, loading] = useDownload(detail.id);
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
