import { Box, Button, Flex, Link, Loader, Typography } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { useFindSubmissionQuery } from '../api';
import type { ItemKey } from '../api';
import { ContentView } from '../components/content/ContentView';
import { DecisionActions } from '../components/decision/DecisionActions';
import { DecisionDialog } from '../components/decision/DecisionDialog';
import { ConflictNotice } from '../components/decision/ConflictNotice';
import { Digest } from '../components/Digest';
import { SubmittedFile } from '../components/file/FileCard';
import { Notice } from '../components/Notice';
import { StateBadge } from '../components/StateBadge';
import { History, Remark } from '../components/submission/History';
import { submissionPath } from '../constants';
import { useDecision } from '../hooks/use-decision';
import { useSayDone } from '../hooks/use-go-on';
import { useLatestSubmission } from '../hooks/use-shown-submission';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';

/** Finds the item's submission, if it has one yet. */
export function PanelContent({ item }: { item: ItemKey }) {
  const text = useText();
  const {
    data: row,
    error,
    refetch,
  } = useFindSubmissionQuery(item, {
    refetchOnMountOrArgChange: true,
  });
  if (row === undefined) {
    return (
      <NotLoaded
        error={error}
        onRetry={() => {
          void refetch();
        }}
      />
    );
  }
  if (row === null) {
    return (
      <Typography tag="p" textColor="neutral600">
        {text('panel.none')}
      </Typography>
    );
  }
  return <FoundSubmission key={row.id} id={row.id} />;
}

function FoundSubmission({ id }: { id: string }) {
  const { latest, error, reload } = useLatestSubmission(id);
  if (latest === undefined) {
    return (
      <NotLoaded
        error={error}
        onRetry={() => {
          void reload();
        }}
      />
    );
  }
  return <LoadedPanel detail={latest} onReload={reload} />;
}

function NotLoaded({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useText();
  const refusalText = useRefusalText();
  if (error === undefined) return <Loader small>{text('panel.loading')}</Loader>;
  return (
    <Notice
      tone="warning"
      action={
        <Button variant="secondary" onClick={onRetry}>
          {text('error.retry')}
        </Button>
      }
    >
      {text('submission.error', { reason: refusalText(error) })}
    </Notice>
  );
}

interface LoadedPanelProps {
  detail: ReviewerSubmissionDetail;
  onReload: () => Promise<unknown>;
}

/**
 * Follows the server, unlike the submission page: what the form behind shows may be older or
 * newer, so the dialog shows the content decided about, and that does not change while it is open.
 */
function LoadedPanel({ detail, onReload }: LoadedPanelProps) {
  const text = useText();
  const sayDone = useSayDone();
  const unsaved = useForm('ReviewPanel', ({ modified }) => modified, false) === true;
  const control = useDecision(detail.id, {
    onDecided: (row, kind) => {
      sayDone(row, kind);
      return onReload();
    },
    onOutdated: onReload,
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <PanelFacts detail={detail} />
      <ConflictNotice control={control} />
      <DecisionActions
        control={control}
        detail={detail}
        blocked={unsaved ? text('decision.save-first') : undefined}
        onReopened={onReload}
      />
      <LastWords detail={detail} />
      <PanelHistory detail={detail} />
      <Link tag={NavLink} to={submissionPath(detail.id)}>
        {text('panel.open')}
      </Link>
      <DecisionDialog control={control} preview={(shown) => <Preview detail={shown} />} />
    </Flex>
  );
}

function Preview({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  return (
    <Box tag="section" borderColor="neutral200" hasRadius padding={5}>
      <Typography tag="h3" variant="delta">
        {text('dialog.content')}
      </Typography>
      <Flex direction="column" alignItems="stretch" gap={5} paddingTop={3}>
        <ContentView detail={detail} />
        <SubmittedFile detail={detail} closed />
      </Flex>
    </Box>
  );
}

function PanelFacts({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  return (
    <Flex gap={3} wrap="wrap">
      <StateBadge state={detail.state} />
      <Typography textColor="neutral600">
        {text('revision.long', { revision: detail.revision })}
      </Typography>
      <Digest digest={detail.digest} />
    </Flex>
  );
}

/** What was said with the latest decision; below the buttons, because it can be long. */
function LastWords({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const last = [...detail.history]
    .sort((one, other) => other.id - one.id)
    .find(({ event }) => event === 'approved' || event === 'rejected');
  return (
    <>
      <Remark label={text('panel.last-reason')} words={last?.reason ?? null} />
      <Remark label={text('panel.last-note')} words={last?.note ?? null} />
    </>
  );
}

function PanelHistory({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  return (
    <details>
      <Typography tag="summary" textColor="neutral800" cursor="pointer">
        {text('history.show', { count: detail.history.length })}
      </Typography>
      <Box paddingTop={4}>
        <History entries={detail.history} />
      </Box>
    </details>
  );
}
