import { Button } from '@strapi/design-system';

import type { ShownSubmission } from '../hooks/use-shown-submission';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';
import { Notice } from './Notice';

/** Warns that what is on screen is no longer, or not surely, what the server has. */
export function OutdatedNotice({ submission }: { submission: ShownSubmission }) {
  const text = useText();
  const refusalText = useRefusalText();
  const reload = (
    <Button
      variant="secondary"
      onClick={() => {
        void submission.reload();
      }}
    >
      {text('submission.changed.action')}
    </Button>
  );
  if (submission.outdated) {
    return (
      <Notice tone="warning" title={text('submission.changed.title')} action={reload}>
        {text('submission.changed.body')}
      </Notice>
    );
  }
  if (submission.error === undefined) return null;
  return (
    <Notice tone="warning" action={reload}>
      {text('submission.refresh-failed', { reason: refusalText(submission.error) })}
    </Notice>
  );
}
