import { Button, Flex } from '@strapi/design-system';
import { Download } from '@strapi/icons';

import { useExport } from '../../hooks/use-export';
import { useText } from '../../messages';
import { writeLogParams } from '../../log-params';
import type { LogParams } from '../../log-params';

const FORMATS = ['csv', 'jsonl'] as const;

/** All events that the filters let through, on every page, as a file. */
export function LogExport({ params }: { params: LogParams }) {
  const text = useText();
  const [download, loading] = useExport();
  const save = (format: (typeof FORMATS)[number]) => {
    const search = writeLogParams({ ...params, before: '' });
    search.set('format', format);
    return download(`/review/log/export?${search.toString()}`, `review-log.${format}`);
  };
  return (
    <Flex gap={2} wrap="wrap">
      {FORMATS.map((format) => (
        <Button
          key={format}
          variant="tertiary"
          startIcon={<Download />}
          disabled={loading}
          onClick={() => {
            void save(format);
          }}
        >
          {text(`log.export.${format}`)}
        </Button>
      ))}
    </Flex>
  );
}
