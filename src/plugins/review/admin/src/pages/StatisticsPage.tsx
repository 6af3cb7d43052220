import { useMemo, useState } from 'react';
import { Button, Flex, Loader } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { useSearchParams } from 'react-router-dom';
import { styled } from 'styled-components';

import type { Statistics } from '../../../shared/desk';
import { Failure } from '../components/Failure';
import { Ages, Reasons, Reviewers, Weeks } from '../components/statistics/Charts';
import { Figures } from '../components/statistics/Figures';
import { StatisticsFilters } from '../components/statistics/StatisticsFilters';
import { QUEUE_PATH } from '../constants';
import { dayOf } from '../day';
import { useExport } from '../hooks/use-export';
import { useText } from '../messages';
import { useGetStatisticsQuery } from '../queue-api';
import { readStatisticsParams, writeStatisticsParams } from '../statistics-params';
import type { StatisticsParams } from '../statistics-params';

export function StatisticsPage() {
  const text = useText();
  const [today] = useState(() => dayOf(Date.now()));
  const [search, setSearch] = useSearchParams();
  const params = useMemo(() => readStatisticsParams(search, today), [search, today]);
  return (
    <Page.Main>
      <Page.Title>{text('statistics.title')}</Page.Title>
      <Layouts.BaseHeader
        id="main-content-title"
        navigationAction={<BackButton fallback={QUEUE_PATH} />}
        title={text('statistics.title')}
        subtitle={text('statistics.subtitle')}
        primaryAction={<Export params={params} />}
      />
      <Layouts.Content>
        <StatisticsFilters
          params={params}
          today={today}
          onChange={(next) => {
            setSearch(writeStatisticsParams(next));
          }}
        />
        <Results params={params} />
      </Layouts.Content>
    </Page.Main>
  );
}

function Export({ params }: { params: StatisticsParams }) {
  const text = useText();
  const [download, loading] = useExport();
  return (
    <Button
      variant="tertiary"
      startIcon={<Download />}
      loading={loading}
      onClick={() => {
        const query = writeStatisticsParams(params).toString();
        void download(`/review/statistics/export?${query}`, 'review-statistics.csv');
      }}
    >
      {text('log.export.csv')}
    </Button>
  );
}

function Results({ params }: { params: StatisticsParams }) {
  const text = useText();
  const { data, currentData, error, isFetching, refetch } = useGetStatisticsQuery(params, {
    refetchOnMountOrArgChange: true,
  });
  if (error !== undefined && !isFetching) {
    return <Failure error={error} sentence="statistics.error" onRetry={refetch} />;
  }
  // What was shown stays until what comes is there.
  const statistics = currentData ?? data;
  if (statistics === undefined) {
    return (
      <Flex justifyContent="center" padding={11}>
        <Loader>{text('statistics.loading')}</Loader>
      </Flex>
    );
  }
  return (
    <div
      aria-busy={currentData === undefined}
      style={{ opacity: currentData === undefined ? 0.5 : 1 }}
    >
      <Shown statistics={statistics} />
    </div>
  );
}

function Shown({ statistics }: { statistics: Statistics }) {
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Figures statistics={statistics} />
      <Weeks statistics={statistics} />
      <Pair>
        <Reviewers statistics={statistics} />
        <Reasons statistics={statistics} />
      </Pair>
      <Ages statistics={statistics} />
    </Flex>
  );
}

const Pair = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spaces[5]};
  align-items: start;

  ${({ theme }) => theme.breakpoints.large} {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
`;
