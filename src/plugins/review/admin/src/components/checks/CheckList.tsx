import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

import type { Check, LiveTwin, WaitingTwin } from '../../../../shared/checks';
import { namedBy, useCheckText } from '../../check-text';
import { QUEUE_PATH } from '../../constants';
import { useText } from '../../messages';
import { Mark } from '../Mark';

const List = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
`;

const TONES = { stop: 'danger', warning: 'warning', note: 'primary', ok: 'success' } as const;

interface CheckListProps {
  label: string;
  checks: readonly Check[];
}

/** Checks one under the other, each with its level, its sentence and what it names. */
export function CheckList({ label, checks }: CheckListProps) {
  const text = useText();
  const checkText = useCheckText();
  return (
    <List aria-label={label}>
      {checks.map((check, index) => (
        <Box key={index} tag="li" paddingTop={2} paddingBottom={2}>
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Mark tone={TONES[check.level]}>{text(`checks.level.${check.level}`)}</Mark>
            <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
              {checkText(check)}
            </Typography>
            <Named check={check} />
          </Flex>
        </Box>
      ))}
    </List>
  );
}

function Named({ check }: { check: Check }) {
  const text = useText();
  const named = namedBy(check);
  if (named.length === 0) return null;
  return (
    <List>
      {named.map(({ twin, percent }, index) => (
        <li key={index}>
          <Twin twin={twin} />
          {percent !== null && (
            <Typography variant="pi" textColor="neutral600">
              {` · ${text('checks.alike', { percent })}`}
            </Typography>
          )}
        </li>
      ))}
    </List>
  );
}

/** A submission is opened at the desk; what is public, wherever anybody finds it. */
function Twin({ twin }: { twin: LiveTwin | WaitingTwin }) {
  const text = useText();
  if ('documentId' in twin) {
    return (
      <>
        <Link href={twin.address} isExternal>
          <bdi>{twin.title}</bdi>
        </Link>
        <Typography variant="pi" textColor="neutral600">
          {` · ${text('checks.public')}`}
        </Typography>
      </>
    );
  }
  if (twin.submissionId === null) return <Typography>{text('checks.elsewhere')}</Typography>;
  return (
    <>
      <Link tag={NavLink} to={`${QUEUE_PATH}/submissions/${twin.submissionId}`}>
        <bdi>{twin.title}</bdi>
      </Link>
      <Typography variant="pi" textColor="neutral600">
        {` · ${text(`state.${twin.state}`)}`}
      </Typography>
    </>
  );
}
