import { useRef } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { DeskLinks } from '../components/DeskLinks';
import { QueueBar } from '../components/queue/QueueBar';
import { QueueChips } from '../components/queue/QueueChips';
import { QueueFacts } from '../components/queue/QueueFacts';
import { QueueList } from '../components/queue/QueueList';
import { QueueTabs } from '../components/queue/QueueTabs';
import { ShortcutHelp } from '../components/ShortcutHelp';
import { useColumns } from '../hooks/use-columns';
import { usePageVisible } from '../hooks/use-page-visible';
import { useQueue } from '../hooks/use-queue';
import { useQueueParams } from '../hooks/use-queue-params';
import { useShortcuts } from '../hooks/use-shortcuts';
import { useText } from '../messages';
import { useGetCountsQuery } from '../queue-api';
import { openTab } from '../queue-params';

const POLL_MS = 30_000;

export function QueuePage() {
  const text = useText();
  const { params, change, open } = useQueueParams();
  const [columns, setColumns] = useColumns();
  const searchRef = useRef<HTMLInputElement>(null);
  const visible = usePageVisible();
  const queue = useQueue(params);
  const { data: counts } = useGetCountsQuery(undefined, {
    refetchOnMountOrArgChange: true,
    pollingInterval: visible ? POLL_MS : 0,
  });
  useShortcuts([
    { keys: '/', label: 'shortcuts.search', run: () => searchRef.current?.focus() },
    { keys: 'g p', label: 'shortcuts.pending', run: () => open(openTab(params, 'pending')) },
    { keys: 'g m', label: 'shortcuts.mine', run: () => open(openTab(params, 'mine')) },
  ]);
  return (
    <Page.Main>
      <Page.Title>{text('plugin.name')}</Page.Title>
      {/* Not the header that sticks: the rows need the height, above all in a zoomed window. */}
      <Layouts.BaseHeader
        id="main-content-title"
        title={text('plugin.name')}
        subtitle={<QueueFacts counts={counts} />}
        primaryAction={
          <Flex gap={2} wrap="wrap">
            <DeskLinks />
            <ShortcutHelp />
          </Flex>
        }
      />
      <Layouts.Content>
        <QueueTabs params={params} counts={counts} onOpen={open}>
          <Box paddingTop={5} paddingBottom={3}>
            <QueueBar
              params={params}
              onChange={change}
              columns={columns}
              onColumns={setColumns}
              searchRef={searchRef}
            />
          </Box>
          <QueueChips params={params} rows={queue.rows} onChange={change} />
          <QueueList queue={queue} params={params} onChange={change} columns={columns} />
        </QueueTabs>
      </Layouts.Content>
    </Page.Main>
  );
}
