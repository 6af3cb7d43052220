import { Flex, IconButton, Link, LinkButton, Typography } from '@strapi/design-system';
import { ArrowLeft, ChevronLeft, ChevronRight, Pencil } from '@strapi/icons';
import { Layouts } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { Neighbours } from '../../../../shared/desk';
import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { editPath } from '../../constants';
import type { QueueWay } from '../../hooks/use-neighbours';
import { useTypeName } from '../../hooks/use-type-name';
import { useText } from '../../messages';
import { Ago } from '../Ago';
import { LiveMark } from '../LiveMark';
import { Sentence } from '../Sentence';
import { ShortcutHelp } from '../ShortcutHelp';
import { StateBadge } from '../StateBadge';

interface SubmissionHeaderProps {
  detail: ReviewerSubmissionDetail;
  way: QueueWay;
}

export function SubmissionHeader({ detail, way }: SubmissionHeaderProps) {
  const text = useText();
  const { contentType, item } = detail;
  return (
    <Layouts.Header
      id="main-content-title"
      navigationAction={
        <Link tag={NavLink} to={way.queueAddress} startIcon={<ArrowLeft />}>
          {text('submission.back')}
        </Link>
      }
      title={item.title}
      dir="auto"
      subtitle={<Facts detail={detail} />}
      primaryAction={
        <Flex gap={2} wrap="wrap">
          <StepButton direction="previous" way={way} />
          <StepButton direction="next" way={way} />
          <LinkButton
            tag={NavLink}
            to={editPath(contentType, item.documentId)}
            variant="tertiary"
            startIcon={<Pencil />}
            aria-keyshortcuts="e"
          >
            {text('submission.edit')}
          </LinkButton>
          <ShortcutHelp />
        </Flex>
      }
    />
  );
}

const STEPS = {
  previous: { icon: ChevronLeft, key: 'k' },
  next: { icon: ChevronRight, key: 'j' },
} as const;

function StepButton({ direction, way }: { direction: keyof Neighbours; way: QueueWay }) {
  const text = useText();
  const { icon: Icon, key } = STEPS[direction];
  return (
    <IconButton
      label={text(`neighbours.${direction}`)}
      variant="tertiary"
      disabled={way.neighbours?.[direction] === null}
      aria-keyshortcuts={key}
      onClick={() => {
        void way.go(direction);
      }}
    >
      <Icon />
    </IconButton>
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
        <Sentence
          id="submission.submitted-by"
          values={{ name: <bdi key="name">{detail.submitter.name}</bdi> }}
        />
        , <Ago at={detail.submittedAt} />
      </Typography>
      <LiveMark live={detail.live} />
    </Flex>
  );
}
