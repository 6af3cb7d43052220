import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { QUEUE_PATH } from '../../constants';
import { useText } from '../../messages';
import { Section } from '../Section';

/** Whom one decides about: how long they have been known and how it went so far. */
export function SubmitterCard({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const intl = useIntl();
  const { submitter, submitterFacts } = detail;
  const { since, approved, rejected } = submitterFacts;
  return (
    <Section title={text('submitter.title')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Box>
          <Typography
            tag="p"
            fontWeight="bold"
            textColor="neutral800"
            style={{ overflowWrap: 'anywhere' }}
          >
            <bdi>{submitter.name}</bdi>
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {text(`actor.${submitter.kind}`)}
            {since !== null &&
              ` · ${text('submitter.since', {
                date: intl.formatDate(since, { dateStyle: 'medium', timeZone: 'UTC' }),
              })}`}
          </Typography>
        </Box>
        <Flex gap={6}>
          <Count number={approved} label={text('submitter.approved')} />
          <Count number={rejected} label={text('submitter.rejected')} />
        </Flex>
        {approved + rejected === 0 && (
          <Typography variant="pi" textColor="neutral600">
            {text('submitter.first')}
          </Typography>
        )}
        {submitter.id !== null && (
          <Link tag={NavLink} to={listOf(submitter.kind, submitter.id)}>
            {text('submitter.all')}
          </Link>
        )}
      </Flex>
    </Section>
  );
}

function listOf(kind: string, id: number): string {
  const search = new URLSearchParams({ 'filters[submitter]': `${kind}:${String(id)}` });
  return `${QUEUE_PATH}?${search.toString()}`;
}

function Count({ number, label }: { number: number; label: string }) {
  const intl = useIntl();
  return (
    <Flex alignItems="baseline" gap={2}>
      <Typography variant="delta" textColor="neutral800">
        {intl.formatNumber(number)}
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        {label}
      </Typography>
    </Flex>
  );
}
