import { Flex, Typography } from '@strapi/design-system';

import type { CheckSheet } from '../../../../shared/checks';
import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { useChecks } from '../../hooks/use-checks';
import { useText } from '../../messages';
import { useRefusalText } from '../../refusal';
import { Notice } from '../Notice';
import { Section } from '../Section';
import { CheckList } from './CheckList';

/** What machines say of a submission. They decide nothing. */
export function ChecksCard({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const refusalText = useRefusalText();
  const { sheet, error } = useChecks(detail);
  return (
    <Section title={text('checks.title')}>
      {sheet !== undefined && <Sheet sheet={sheet} />}
      {sheet === undefined && error === undefined && (
        <Typography tag="p" role="status" textColor="neutral600">
          {text('checks.loading')}
        </Typography>
      )}
      {sheet === undefined && error !== undefined && (
        <Notice tone="warning">{text('checks.failed', { reason: refusalText(error) })}</Notice>
      )}
    </Section>
  );
}

function Sheet({ sheet }: { sheet: CheckSheet }) {
  const text = useText();
  const { checks, complete } = sheet;
  const fine = checks.filter(({ level }) => level === 'ok');
  const others = checks.filter(({ level }) => level !== 'ok');
  const fineLabel = text('checks.ok', { count: fine.length });
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {checks.length === 0 && <Typography tag="p">{text('checks.none')}</Typography>}
      {others.length > 0 && <CheckList label={text('checks.list')} checks={others} />}
      {!complete && (
        <Typography tag="p" role="status" variant="pi" textColor="neutral600">
          {text('checks.waiting')}
        </Typography>
      )}
      {fine.length > 0 && (
        <details open={others.length === 0}>
          <Typography tag="summary" textColor="neutral600" cursor="pointer">
            {fineLabel}
          </Typography>
          <CheckList label={fineLabel} checks={fine} />
        </details>
      )}
    </Flex>
  );
}
