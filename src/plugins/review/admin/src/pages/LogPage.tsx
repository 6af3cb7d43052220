import { BackButton, Layouts, Page } from '@strapi/strapi/admin';

import { LogExport } from '../components/log/LogExport';
import { LogFilters } from '../components/log/LogFilters';
import { LogResults } from '../components/log/LogResults';
import { QUEUE_PATH } from '../constants';
import { useLogParams } from '../hooks/use-log-params';
import { useText } from '../messages';

export function LogPage() {
  const text = useText();
  const [params, change] = useLogParams();
  return (
    <Page.Main>
      <Page.Title>{text('log.title')}</Page.Title>
      <Layouts.BaseHeader
        id="main-content-title"
        navigationAction={<BackButton fallback={QUEUE_PATH} />}
        title={text('log.title')}
        subtitle={text('log.subtitle')}
        primaryAction={<LogExport params={params} />}
      />
      <Layouts.Content>
        <LogFilters params={params} onChange={change} />
        <LogResults params={params} onChange={change} />
      </Layouts.Content>
    </Page.Main>
  );
}
