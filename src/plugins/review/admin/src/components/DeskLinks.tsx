import { Flex, LinkButton } from '@strapi/design-system';
import { ChartPie, Clock, Link as LinkIcon } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import { LINKS_PATH, LOG_PATH, STATISTICS_PATH } from '../constants';
import { useMayReadLog } from '../hooks/use-permissions';
import { useText } from '../messages';

/** The ways from the queue to links, and to what the log tells for those who may read it. */
export function DeskLinks() {
  const text = useText();
  const mayReadLog = useMayReadLog() === true;
  return (
    <Flex gap={2} wrap="wrap">
      <LinkButton tag={NavLink} to={LINKS_PATH} variant="tertiary" startIcon={<LinkIcon />}>
        {text('links.title')}
      </LinkButton>
      {mayReadLog && <LogLinks />}
    </Flex>
  );
}

function LogLinks() {
  const text = useText();
  return (
    <>
      <LinkButton tag={NavLink} to={STATISTICS_PATH} variant="tertiary" startIcon={<ChartPie />}>
        {text('statistics.title')}
      </LinkButton>
      <LinkButton tag={NavLink} to={LOG_PATH} variant="tertiary" startIcon={<Clock />}>
        {text('log.title')}
      </LinkButton>
    </>
  );
}
