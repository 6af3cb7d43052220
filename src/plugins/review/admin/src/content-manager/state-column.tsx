import type { ListFieldLayout, ListLayout } from '@strapi/content-manager/strapi-admin';
import { Loader, Typography } from '@strapi/design-system';
import { useParams } from 'react-router-dom';

import { StateBadge } from '../components/StateBadge';
import { mayReadQueue } from '../first-permissions';
import { message, useText } from '../messages';
import { isReviewed } from './use-reviewed';
import { useStatesOfRows } from './use-states';

/** What Strapi's hook hands on; its label becomes a translation when it is a message. */
export interface InjectColumn {
  displayedHeaders: (Omit<ListFieldLayout, 'label'> & { label: unknown })[];
  layout: ListLayout;
}

/** Adds the state in review to the content manager's lists of reviewed types. */
export function injectStateColumn({ displayedHeaders, layout }: InjectColumn): InjectColumn {
  if (!isReviewed(layout.options) || !mayReadQueue()) return { displayedHeaders, layout };
  const column: InjectColumn['displayedHeaders'][number] = {
    name: 'reviewState',
    attribute: { type: 'custom' },
    label: message('column.state'),
    searchable: false,
    sortable: false,
    cellFormatter: ({ documentId }) => <StateCell item={documentId} />,
  };
  return { displayedHeaders: [...displayedHeaders, column], layout };
}

function StateCell({ item }: { item: string }) {
  const text = useText();
  const { slug = '' } = useParams<{ slug: string }>();
  const { byItem, loading } = useStatesOfRows(slug);
  const row = byItem.get(item);
  if (row !== undefined) return <StateBadge state={row.state} />;
  if (loading) return <Loader small>{text('column.loading')}</Loader>;
  return (
    <Typography textColor="neutral600" aria-label={text('column.none')}>
      –
    </Typography>
  );
}
