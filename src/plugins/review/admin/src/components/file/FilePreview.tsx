import { lazy, Suspense } from 'react';
import { Button, Flex, Loader, Typography } from '@strapi/design-system';

import type { FileView } from '../../../../shared/wire';
import { previewForm } from '../../file-preview';
import { useFileBytes } from '../../hooks/use-file-bytes';
import type { FileVersion } from '../../hooks/use-file-bytes';
import { useFileKind } from '../../hooks/use-file-words';
import { useText } from '../../messages';
import { Notice } from '../Notice';
import { TextView } from './TextView';

const PdfView = lazy(() => import('./PdfView').then((module) => ({ default: module.PdfView })));

interface FilePreviewProps {
  file: FileView;
  submissionId: string;
  version: FileVersion;
}

/** The file itself, read where the decision is made; or that it has to be downloaded for that. */
export function FilePreview({ file, submissionId, version }: FilePreviewProps) {
  const text = useText();
  const fileKind = useFileKind();
  if (previewForm(file.mime) === 'none') {
    return (
      <Typography tag="p" textColor="neutral600">
        {text('file.not-shown', { kind: fileKind(file.mime) })}
      </Typography>
    );
  }
  return <LoadedFile file={file} submissionId={submissionId} version={version} />;
}

function LoadedFile({ file, submissionId, version }: FilePreviewProps) {
  const text = useText();
  const [bytes, retry] = useFileBytes(submissionId, version, file.sha256);
  if (bytes.state === 'loading') return <Loading />;
  if (bytes.state === 'failed') {
    return (
      <Notice
        tone="warning"
        action={
          <Button variant="secondary" onClick={retry}>
            {text('error.retry')}
          </Button>
        }
      >
        {text(`file.failed.${bytes.why}`)}
      </Notice>
    );
  }
  const form = previewForm(file.mime);
  if (form === 'text' || form === 'csv') {
    return <TextView blob={bytes.blob} name={file.name} form={form} />;
  }
  return (
    <Suspense fallback={<Loading />}>
      <PdfView key={file.sha256} blob={bytes.blob} name={file.name} />
    </Suspense>
  );
}

function Loading() {
  const text = useText();
  return (
    <Flex justifyContent="center" padding={6}>
      <Loader>{text('file.loading')}</Loader>
    </Flex>
  );
}
