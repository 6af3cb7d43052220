import { Box, EmptyStateLayout, Flex } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

import { LINK_FILTERS, type LinkFilter, type LinkPage } from '../../../../shared/links';
import { useGetLinksQuery } from '../../links-api';
import { writeLinksParams } from '../../links-params';
import type { LinksParams } from '../../links-params';
import { useText } from '../../messages';
import { Failure } from '../Failure';
import { NarrowBar } from '../narrow/NarrowBar';
import { NarrowSelect } from '../narrow/NarrowSelect';
import { PageLinks } from '../PageLinks';
import { QueueSkeleton } from '../queue/QueueSkeleton';
import { LinksTable } from './LinksTable';

interface LinksResultsProps {
  params: LinksParams;
  onChange: (params: LinksParams) => void;
}

/** The list with what narrows it, or the one thing to say instead of it. */
export function LinksResults({ params, onChange }: LinksResultsProps) {
  const text = useText();
  const { data, currentData, error, isFetching, refetch } = useGetLinksQuery(params, {
    refetchOnMountOrArgChange: true,
  });
  // What was shown stays until what comes is there.
  const page = currentData ?? data;
  return (
    <>
      <NarrowBar label={text('links.filters')}>
        <StateSelect
          params={params}
          counts={page?.meta.counts}
          onChoose={(state) => {
            onChange({ state, page: 1 });
          }}
        />
      </NarrowBar>
      {error !== undefined && !isFetching ? (
        <Failure error={error} sentence="links.error" onRetry={refetch} />
      ) : (
        <Listed {...{ params, page }} leaving={currentData === undefined} onChecked={refetch} />
      )}
    </>
  );
}

interface StateSelectProps {
  params: LinksParams;
  counts: LinkPage['meta']['counts'] | undefined;
  onChoose: (state: LinkFilter) => void;
}

/** Each state with how many there are. */
function StateSelect({ params, counts, onChoose }: StateSelectProps) {
  const text = useText();
  const labelOf = (filter: LinkFilter) => {
    const name = text(`links.filter.${filter}`);
    if (filter === 'all' || counts === undefined) return name;
    return text('links.filter.counted', { name, number: counts[filter] });
  };
  return (
    <NarrowSelect
      name="state"
      label={text('links.filter')}
      value={params.state}
      options={LINK_FILTERS.map((value) => ({ value, label: labelOf(value) }))}
      onChoose={(chosen) => {
        onChoose(LINK_FILTERS.find((known) => known === chosen) ?? 'all');
      }}
    />
  );
}

interface ListedProps {
  params: LinksParams;
  page: LinkPage | undefined;
  leaving: boolean;
  onChecked: () => unknown;
}

function Listed({ params, page, leaving, onChecked }: ListedProps) {
  const text = useText();
  if (page === undefined) return <QueueSkeleton />;
  const { pageCount } = page.meta.pagination;
  return (
    <>
      {page.data.length === 0 ? (
        <Box role="status">
          <EmptyStateLayout
            icon={<EmptyDocuments width="16rem" />}
            content={text(params.state === 'broken' ? 'links.empty.broken' : 'links.empty')}
            hasRadius
            shadow="tableShadow"
          />
        </Box>
      ) : (
        <LinksTable links={page.data} leaving={leaving} onChecked={onChecked} />
      )}
      {pageCount > 1 && (
        <Flex justifyContent="flex-end" paddingTop={4}>
          <PageLinks
            page={params.page}
            pageCount={pageCount}
            label={text('links.pages')}
            searchOf={(number) => writeLinksParams({ ...params, page: number }).toString()}
          />
        </Flex>
      )}
    </>
  );
}
