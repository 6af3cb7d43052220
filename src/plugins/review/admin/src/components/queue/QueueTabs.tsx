import type { ReactNode } from 'react';
import { Badge, Box, Flex, Tabs } from '@strapi/design-system';

import type { QueueCounts } from '../../../../shared/desk';
import { useText } from '../../messages';
import { openTab, tabOf, TABS } from '../../queue-params';
import type { QueueParams } from '../../queue-params';

interface QueueTabsProps {
  params: QueueParams;
  counts: QueueCounts | undefined;
  onOpen: (params: QueueParams) => void;
  children: ReactNode;
}

/** What waits, what waits for the caller, and what was decided; with how many of each there are. */
export function QueueTabs({ params, counts, onOpen, children }: QueueTabsProps) {
  const text = useText();
  const current = tabOf(params);
  return (
    <Tabs.Root
      variant="simple"
      // By Enter and not by arrows, because each tab asks the server and is a step to go back.
      activationMode="manual"
      value={current}
      onValueChange={(value) => {
        const tab = TABS.find((known) => known === value);
        if (tab !== undefined) onOpen(openTab(params, tab));
      }}
    >
      <Box overflow="auto hidden">
        <Tabs.List aria-label={text('queue.states')}>
          {TABS.map((tab) => (
            <Tabs.Trigger key={tab} value={tab}>
              <Flex gap={2}>
                {text(`queue.tab.${tab}`)}
                <Count of={counts?.[tab]} current={tab === current} />
              </Flex>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </Box>
      <Tabs.Content value={current} tabIndex={-1}>
        {children}
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** The place is kept while the number is not known, so that no tab moves. */
function Count({ of, current }: { of: number | undefined; current: boolean }) {
  const text = useText();
  // The colours of an active badge are too close to each other to be read.
  const colours = current ? { backgroundColor: 'primary100', textColor: 'primary700' } : {};
  return (
    <Badge minWidth="2.4rem" {...colours}>
      {of === undefined ? '–' : text('number', { number: of })}
    </Badge>
  );
}
