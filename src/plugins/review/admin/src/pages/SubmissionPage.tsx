import { useEffect, type ReactNode } from 'react';
import { Box, Button, Flex, Grid, LinkButton, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { Ago } from '../components/Ago';
import { ContentView } from '../components/ContentView';
import { DecisionCard } from '../components/DecisionCard';
import { History } from '../components/History';
import { LiveMark } from '../components/LiveMark';
import { OutdatedNotice } from '../components/OutdatedNotice';
import { Section } from '../components/Section';
import { StateBadge } from '../components/StateBadge';
import { QUEUE_PATH } from '../constants';
import { useDecision } from '../hooks/use-decision';
import { useGoOn } from '../hooks/use-go-on';
import { useShownSubmission } from '../hooks/use-shown-submission';
import type { ShownSubmission } from '../hooks/use-shown-submission';
import { useTypeName } from '../hooks/use-type-name';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';

export function SubmissionPage({ id }: { id: string }) {
  const text = useText();
  const refusalText = useRefusalText();
  const submission = useShownSubmission(id);
  const { shown, error, reload } = submission;

  if (shown !== undefined) return <LoadedSubmission detail={shown} submission={submission} />;
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
          <LinkButton tag={NavLink} to={QUEUE_PATH} variant="tertiary">
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
}

function LoadedSubmission({ detail, submission }: LoadedProps) {
  const text = useText();
  const goOn = useGoOn();
  const control = useDecision({ onDecided: goOn, onOutdated: submission.reload });
  useFocusOnArrival();
  return (
    <Page.Main>
      <Page.Title>{detail.item.title}</Page.Title>
      <SubmissionHeader detail={detail} />
      <Layouts.Content>
        <Grid.Root gap={6}>
          <Grid.Item col={8} xs={12} direction="column" alignItems="stretch" gap={6}>
            {!control.settling && <OutdatedNotice submission={submission} />}
            <Section title={text('content.title')}>
              <ContentView detail={detail} />
            </Section>
          </Grid.Item>
          <Grid.Item col={4} xs={12} direction="column" alignItems="stretch">
            <Beside>
              <DecisionCard control={control} detail={detail} onReopened={submission.reload} />
              <Section title={text('history.title')}>
                <History entries={detail.history} />
              </Section>
            </Beside>
          </Grid.Item>
        </Grid.Root>
      </Layouts.Content>
    </Page.Main>
  );
}

/** Stays in view while the content scrolls; a long history scrolls on its own. */
function Beside({ children }: { children: ReactNode }) {
  return (
    <Box position="sticky" top="10rem" maxHeight="calc(100vh - 12rem)" overflow="auto">
      <Flex direction="column" alignItems="stretch" gap={6}>
        {children}
      </Flex>
    </Box>
  );
}

/** One decision leads to the next page by itself, so keyboard and screen reader are taken along. */
function useFocusOnArrival(): void {
  useEffect(() => {
    document.getElementById('main-content')?.focus();
  }, []);
}

function SubmissionHeader({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const { contentType, item } = detail;
  return (
    <Layouts.Header
      id="main-content-title"
      navigationAction={<BackButton fallback={QUEUE_PATH} />}
      title={item.title}
      subtitle={<Facts detail={detail} />}
      primaryAction={
        <LinkButton
          tag={NavLink}
          to={`/content-manager/collection-types/${contentType}/${item.documentId}`}
          variant="tertiary"
          startIcon={<Pencil />}
        >
          {text('submission.edit')}
        </LinkButton>
      }
    />
  );
}

function Facts({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const typeName = useTypeName();
  return (
    <Flex gap={3} wrap="wrap">
      <StateBadge state={detail.state} />
      <Typography textColor="neutral600">{typeName(detail.type)}</Typography>
      <Typography textColor="neutral600">
        {text('revision.long', { revision: detail.revision })}
      </Typography>
      <Typography textColor="neutral600">
        {text('submission.submitted-by', { name: detail.submitter.name })},{' '}
        <Ago at={detail.submittedAt} />
      </Typography>
      <LiveMark live={detail.live} />
    </Flex>
  );
}
