import { useIntl } from 'react-intl';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';

import type { FileView } from '../../../shared/wire';
import { useDownload } from '../hooks/use-download';
import type { FileVersion } from '../hooks/use-download';
import { useText } from '../messages';

interface FileValueProps {
  file: FileView | null;
  submissionId: string;
  version: FileVersion;
}

export function FileValue({ file, submissionId, version }: FileValueProps) {
  const text = useText();
  const size = useFileSize();
  const [download, loading] = useDownload(submissionId);
  if (file === null) return null;
  return (
    <Flex direction="column" alignItems="flex-start" gap={3} maxWidth="72ch">
      <Typography fontWeight="semiBold" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
        {file.name}
      </Typography>
      <Flex tag="dl" direction="column" alignItems="flex-start" gap={1}>
        <Fact label={text('file.type')}>{file.mime}</Fact>
        <Fact label={text('file.size')}>{size(file.size)}</Fact>
        <Fact label={text('file.sha256')}>
          <code style={{ overflowWrap: 'anywhere' }}>{file.sha256}</code>
        </Fact>
      </Flex>
      <Button
        variant="secondary"
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
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Flex gap={2} alignItems="baseline">
      <Box tag="dt" minWidth="7rem" shrink={0}>
        <Typography variant="pi" textColor="neutral600">
          {label}
        </Typography>
      </Box>
      <Typography tag="dd" variant="pi" textColor="neutral800">
        {children}
      </Typography>
    </Flex>
  );
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function useFileSize(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) => {
    const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
    return intl.formatNumber(bytes / 1000 ** step, {
      style: 'unit',
      unit: UNITS[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: 1,
    });
  };
}
