import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useSearchParams } from 'react-router-dom';

import { LinksResults } from '../components/links/LinksResults';
import { QUEUE_PATH } from '../constants';
import { readLinksParams, writeLinksParams } from '../links-params';
import { useText } from '../messages';

/** Which of the addresses that items and sources lead to work. Its state lives in its address. */
export function LinksPage() {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  return (
    <Page.Main>
      <Page.Title>{text('links.title')}</Page.Title>
      <Layouts.BaseHeader
        id="main-content-title"
        navigationAction={<BackButton fallback={QUEUE_PATH} />}
        title={text('links.title')}
        subtitle={text('links.subtitle')}
      />
      <Layouts.Content>
        <LinksResults
          params={readLinksParams(search)}
          onChange={(params) => {
            setSearch(writeLinksParams(params));
          }}
        />
      </Layouts.Content>
    </Page.Main>
  );
}
