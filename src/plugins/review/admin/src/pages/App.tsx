import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Page } from '@strapi/strapi/admin';
import { Route, Routes, useParams } from 'react-router-dom';

import { READ_LOG, READ_QUEUE } from '../constants';
import { QueueMemoryProvider, useReturnToRow } from '../hooks/use-queue-memory';
import { useText } from '../messages';
import { LinksPage } from './LinksPage';
import { LogPage } from './LogPage';
import { QueuePage } from './QueuePage';
import { SubmissionPage } from './SubmissionPage';

/** Loaded by who opens it: nobody else needs a library of charts. */
const StatisticsPage = lazy(() =>
  import('./StatisticsPage').then((module) => ({ default: module.StatisticsPage })),
);

export function App() {
  const text = useText();
  return (
    <Page.Protect permissions={READ_QUEUE}>
      <QueueMemoryProvider>
        <Routes>
          <Route index element={<QueuePage />} />
          <Route path="submissions/:id" element={<OneSubmission />} />
          <Route path="links" element={<LinksPage />} />
          <Route path="log" element={<OfLog page={<LogPage />} />} />
          <Route path="statistics" element={<OfLog page={<StatisticsPage />} />} />
          <Route path="*" element={<Page.Error content={text('error.not-found')} />} />
        </Routes>
      </QueueMemoryProvider>
    </Page.Protect>
  );
}

/** A page of its own for each submission: nothing typed or noticed about one shows at the next. */
function OneSubmission() {
  const { id = '' } = useParams();
  useReturnToRow(id);
  return <SubmissionPage key={id} id={id} />;
}

/** A page for those who may read the log. */
function OfLog({ page }: { page: ReactNode }) {
  return (
    <Page.Protect permissions={READ_LOG}>
      <Suspense fallback={<Page.Loading />}>{page}</Suspense>
    </Page.Protect>
  );
}
