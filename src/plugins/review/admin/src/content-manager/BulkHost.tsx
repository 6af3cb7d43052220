import { useEffect, useState } from 'react';

import { leave } from '../bulk';
import { BulkDialog } from '../components/queue/BulkDialog';
import { requestBulk, useBulkRequest } from './bulk-request';
import type { BulkRequest } from './bulk-request';

/** Asks about the selected rows of the content manager's list, once a button there asked for it. */
export function BulkHost() {
  const request = useBulkRequest();
  // Leaving the page is an answer as well.
  useEffect(() => {
    return () => {
      requestBulk(null);
    };
  }, []);
  return request === null ? null : <Asked request={request} />;
}

function Asked({ request: { kind, chosen: asked, onChosen } }: { request: BulkRequest }) {
  const [chosen, setChosen] = useState(asked);
  return (
    <BulkDialog
      kind={kind}
      selection={{
        chosen,
        leave: (ids) => {
          const left = leave(chosen, ids);
          setChosen(left);
          onChosen(left);
        },
      }}
      query=""
      onClose={() => {
        requestBulk(null);
      }}
    />
  );
}
