import { useEffect, type ReactNode } from 'react';
import { Button, Flex, LinkButton } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { ChecksCard } from '../components/checks/ChecksCard';
import { ContentView } from '../components/content/ContentView';
import { ConflictNotice } from '../components/decision/ConflictNotice';
import { DecisionCard } from '../components/decision/DecisionCard';
import { DecisionDialog } from '../components/decision/DecisionDialog';
import { FileCard } from '../components/file/FileCard';
import { HoldsCard } from '../components/file/HoldsCard';
import { Notice } from '../components/Notice';
import { Section } from '../components/Section';
import { ChangedNotice } from '../components/submission/ChangedNotice';
import { History } from '../components/submission/History';
import { LinkCard } from '../components/submission/LinkCard';
import { SubmissionHeader } from '../components/submission/SubmissionHeader';
import { SubmitterCard } from '../components/submission/SubmitterCard';
import { useClaim } from '../hooks/use-claim';
import { useDecision } from '../hooks/use-decision';
import type { DecisionControl } from '../hooks/use-decision';
import { useGoOn } from '../hooks/use-go-on';
import { useNeighbours } from '../hooks/use-neighbours';
import type { QueueWay } from '../hooks/use-neighbours';
import { usePresence } from '../hooks/use-presence';
import type { Presence } from '../hooks/use-presence';
import { useShownSubmission } from '../hooks/use-shown-submission';
import type { ShownSubmission } from '../hooks/use-shown-submission';
import { useSubmissionKeys } from '../hooks/use-submission-keys';
import { useText } from '../messages';
import { isAnswered, readRefusal, useRefusalText } from '../refusal';
import { useGetReasonsQuery } from '../submission-api';

export function SubmissionPage({ id }: { id: string }) {
  const text = useText();
  const refusalText = useRefusalText();
  const presence = usePresence(id);
  const submission = useShownSubmission(id, presence.pulse);
  const way = useNeighbours(id);
  const { shown, error, reload } = submission;
  // Fetched beside it: without them a key would say that there is nothing to decide.
  const { isLoading: awaitsReasons } = useGetReasonsQuery(undefined);

  if (shown !== undefined && !awaitsReasons) {
    return (
      <LoadedSubmission detail={shown} submission={submission} presence={presence} way={way} />
    );
  }
  if (error === undefined) return <Page.Loading>{text('submission.loading')}</Page.Loading>;
  return (
    <Page.Error
      content={text('submission.error', { reason: refusalText(error) })}
      action={
        <Flex gap={2}>
          <Button
            variant="secondary"
            onClick={() => {
              void reload();
            }}
          >
            {text('error.retry')}
          </Button>
          <LinkButton tag={NavLink} to={way.queueAddress} variant="tertiary">
            {text('widget.link')}
          </LinkButton>
        </Flex>
      }
    />
  );
}

interface LoadedProps {
  detail: ReviewerSubmissionDetail;
  submission: ShownSubmission;
  presence: Presence;
  way: QueueWay;
}

function LoadedSubmission({ detail, submission, presence, way }: LoadedProps) {
  const text = useText();
  const goOn = useGoOn(way);
  const control = useDecision(detail.id, { onDecided: goOn, onOutdated: submission.reload });
  const claim = useClaim(detail, presence);
  // What follows a decision is no news.
  const newer = control.settling || control.sending ? null : submission.newer;
  const gone = useGone(presence, submission);
  const blocked = gone ?? (newer === null ? undefined : text('changed.blocked'));
  const takeOver = () => {
    control.dismissNotice();
    submission.takeOver();
  };
  useSubmissionKeys({
    ...{ detail, control, claim, way, blocked },
    takeOver: newer === null ? null : takeOver,
  });
  useFocusOnArrival();
  useFreshWay(way, control.open !== null);

  return (
    <Page.Main>
      <Page.Title>{detail.item.title}</Page.Title>
      <SubmissionHeader detail={detail} way={way} />
      <Layouts.Content>
        <Columns
          main={
            <>
              <Meanwhile {...{ newer, gone, control }} shown={detail} onTakeOver={takeOver} />
              <Section title={text('content.title')}>
                <ContentView detail={detail} />
              </Section>
              <LinkCard detail={detail} onChecked={submission.reload} />
              <FileCard detail={detail} />
              <HoldsCard reading={detail.reading} reload={submission.reload} />
            </>
          }
          aside={
            <>
              <DecisionCard
                control={control}
                detail={detail}
                claim={claim}
                presence={presence}
                blocked={blocked}
                onReopened={submission.reload}
              />
              <ChecksCard detail={detail} />
              <SubmitterCard detail={detail} />
              <Section title={text('history.title')}>
                <History entries={detail.history} />
              </Section>
            </>
          }
        />
      </Layouts.Content>
      <DecisionDialog control={control} blocked={blocked} />
    </Page.Main>
  );
}

interface MeanwhileProps {
  shown: ReviewerSubmissionDetail;
  newer: ReviewerSubmissionDetail | null;
  gone: string | undefined;
  control: DecisionControl;
  onTakeOver: () => void;
}

/** What others did while this was read. */
function Meanwhile({ shown, newer, gone, control, onTakeOver }: MeanwhileProps) {
  const { notice } = control;
  return (
    <>
      {gone !== undefined && <Notice tone="danger">{gone}</Notice>}
      {newer === null && notice?.kind === 'refused' && <ConflictNotice control={control} />}
      {newer !== null && (
        <ChangedNotice shown={shown} newer={newer} notice={notice} onTakeOver={onTakeOver} />
      )}
    </>
  );
}

/** The server's sentence once it says that there is no such submission, or none of the caller's. */
function useGone({ error }: Presence, { error: failed }: ShownSubmission): string | undefined {
  const refusalText = useRefusalText();
  const refused = [error, failed].find(
    (one) => isAnswered(readRefusal(one)) && [403, 404].includes(readRefusal(one).status ?? 0),
  );
  return refused === undefined ? undefined : refusalText(refused);
}

/** Asks anew what comes next while the reviewer confirms: others decide as well. */
function useFreshWay({ refresh }: QueueWay, confirming: boolean): void {
  useEffect(() => {
    if (confirming) refresh();
  }, [confirming, refresh]);
}

/** One decision leads to the next page by itself, so keyboard and screen reader are taken along. */
function useFocusOnArrival(): void {
  useEffect(() => {
    document.getElementById('main-content')?.focus();
  }, []);
}

/** By the width of the page and not of the window: the admin's menu opens and closes. */
const Room = styled.div`
  container-type: inline-size;
`;
const Grid = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  align-items: start;
  gap: 2.4rem;

  @container (min-width: 88rem) {
    grid-template-columns: minmax(0, 1fr) 36rem;
  }
`;
/** Stays in view while the content scrolls; a long history scrolls on its own. Its edge is for shadows. */
const Aside = styled.aside`
  margin: -0.4rem;
  padding: 0.4rem;

  @container (min-width: 88rem) {
    position: sticky;
    top: 7.2rem;
    max-height: calc(100vh - 8.8rem);
    overflow: auto;
  }
`;

function Columns({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  const text = useText();
  return (
    <Room>
      <Grid>
        <Flex direction="column" alignItems="stretch" gap={6} minWidth={0}>
          {main}
        </Flex>
        <Aside aria-label={text('submission.aside')}>
          <Flex direction="column" alignItems="stretch" gap={6}>
            {aside}
          </Flex>
        </Aside>
      </Grid>
    </Room>
  );
}
