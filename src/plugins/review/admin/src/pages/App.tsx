import { Page } from '@strapi/strapi/admin';
import { Route, Routes, useParams } from 'react-router-dom';

import { READ_QUEUE } from '../constants';
import { QueueMemoryProvider, useReturnToRow } from '../hooks/use-queue-memory';
import { useText } from '../messages';
import { QueuePage } from './QueuePage';
import { SubmissionPage } from './SubmissionPage';

export function App() {
  const text = useText();
  return (
    <Page.Protect permissions={READ_QUEUE}>
      <QueueMemoryProvider>
        <Routes>
          <Route index element={<QueuePage />} />
          <Route path="submissions/:id" element={<OneSubmission />} />
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
