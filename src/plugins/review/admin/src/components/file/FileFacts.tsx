import { Flex, Typography } from '@strapi/design-system';

import type { FileView } from '../../../../shared/wire';
import { useFileKind, useFileSize } from '../../hooks/use-file-words';
import { useText } from '../../messages';

/** What can be told of a file without opening it. */
export function FileFacts({ file }: { file: FileView }) {
  const text = useText();
  const fileKind = useFileKind();
  const size = useFileSize();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0} maxWidth="72ch">
      <Typography fontWeight="semiBold" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{file.name}</bdi>
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        {fileKind(file.mime)} · {size(file.size)} ·{' '}
        <span title={file.sha256}>{text('file.sha256', { digest: file.sha256.slice(0, 12) })}</span>
      </Typography>
    </Flex>
  );
}
