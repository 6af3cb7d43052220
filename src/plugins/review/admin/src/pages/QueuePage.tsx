import { Box, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { STATES } from '../../../shared/workflow';
import { QueueFilters } from '../components/QueueFilters';
import { QueueResults } from '../components/QueueResults';
import { useQueueParams } from '../hooks/use-queue-params';
import { useText } from '../messages';

export function QueuePage() {
  const text = useText();
  const [params, change] = useQueueParams();
  return (
    <Page.Main>
      <Page.Title>{text('plugin.name')}</Page.Title>
      <Layouts.Header
        id="main-content-title"
        title={text('plugin.name')}
        subtitle={text('queue.subtitle')}
      />
      <Layouts.Content>
        <Tabs.Root
          variant="simple"
          value={params.state}
          onValueChange={(value) => {
            const state = STATES.find((known) => known === value);
            if (state !== undefined) change({ state });
          }}
        >
          <Tabs.List aria-label={text('queue.states')}>
            {STATES.map((state) => (
              <Tabs.Trigger key={state} value={state}>
                {text(`state.${state}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {STATES.map((state) => (
            <Tabs.Content key={state} value={state} tabIndex={-1}>
              <Box paddingTop={5} paddingBottom={4}>
                <QueueFilters params={params} onChange={change} />
              </Box>
              <QueueResults params={params} onChange={change} />
            </Tabs.Content>
          ))}
        </Tabs.Root>
      </Layouts.Content>
    </Page.Main>
  );
}
