import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';

import type { FileView } from '../../../../shared/wire';
import { compareFiles } from '../../comparison';
import { useFileKind, useFileSize } from '../../hooks/use-file-words';
import { useText } from '../../messages';
import { Replacement } from './Replacement';

interface FileDiffProps {
  before: FileView | null;
  after: FileView | null;
}

/** Whether it is the same file, and if not, what can be told without opening either. */
export function FileDiff({ before, after }: FileDiffProps) {
  const text = useText();
  const fileKind = useFileKind();
  const size = useFileSize();
  const change = compareFiles(before, after);
  if (change === null) return null;
  const same = change === 'same' || change === 'renamed';
  const Icon = same ? CheckCircle : WarningCircle;
  const facts = (file: FileView | null) =>
    file === null ? null : `${file.name} (${fileKind(file.mime)}, ${size(file.size)})`;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Flex gap={2} alignItems="center">
        <Icon
          width="1.6rem"
          height="1.6rem"
          fill={same ? 'success600' : 'warning600'}
          aria-hidden
        />
        <Typography fontWeight="semiBold" textColor="neutral800">
          {text(`file.change.${change}`)}
        </Typography>
      </Flex>
      {change !== 'same' && <Replacement before={facts(before)} after={facts(after)} />}
    </Flex>
  );
}
