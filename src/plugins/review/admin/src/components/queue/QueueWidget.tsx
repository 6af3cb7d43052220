import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { QueueRow } from '../../../../shared/wire';
import { useGetQueueQuery } from '../../api';
import { QUEUE_PATH, submissionPath } from '../../constants';
import { useTypeName } from '../../hooks/use-type-name';
import { useText } from '../../messages';
import { useGetCountsQuery } from '../../queue-api';
import { WHOLE_QUEUE, writeQueueParams } from '../../queue-params';
import type { QueueParams } from '../../queue-params';
import { Ago } from '../Ago';

const OLDEST = { ...WHOLE_QUEUE, pageSize: 5 };
const addressOf = (change: Partial<QueueParams>) => ({
  pathname: QUEUE_PATH,
  search: writeQueueParams({ ...WHOLE_QUEUE, ...change }).toString(),
});

/** On the home page: how many wait, and the five that have waited longest. */
export function QueueWidget() {
  const text = useText();
  const { data, error } = useGetQueueQuery(OLDEST, { refetchOnMountOrArgChange: true });
  if (data === undefined) return error === undefined ? <Widget.Loading /> : <Widget.Error />;
  const { total } = data.meta.pagination;
  if (total === 0) return <Widget.NoData>{text('widget.empty')}</Widget.NoData>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={4} wrap="wrap">
        <Link tag={NavLink} to={QUEUE_PATH}>
          <Typography fontWeight="bold">{text('widget.count', { total })}</Typography>
        </Link>
        <Late />
      </Flex>
      <Flex tag="ul" direction="column" alignItems="stretch" aria-label={text('widget.oldest')}>
        {data.data.map((row) => (
          <WidgetRow key={row.id} row={row} />
        ))}
      </Flex>
    </Flex>
  );
}

/** What of it is the caller's, and what is late. */
function Late() {
  const text = useText();
  const { data: counts } = useGetCountsQuery(undefined, { refetchOnMountOrArgChange: true });
  if (counts === undefined) return null;
  const { mine, overdue } = counts;
  return (
    <>
      {mine > 0 && (
        <Link tag={NavLink} to={addressOf({ assignee: 'me' })}>
          {text('widget.mine', { count: mine })}
        </Link>
      )}
      {overdue > 0 && (
        <Link tag={NavLink} to={addressOf({ overdue: true })}>
          <Typography textColor="danger600">
            {text('queue.overdue.count', { count: overdue })}
          </Typography>
        </Link>
      )}
    </>
  );
}

function WidgetRow({ row }: { row: QueueRow }) {
  const typeName = useTypeName();
  return (
    <Flex
      tag="li"
      justifyContent="space-between"
      gap={4}
      paddingTop={2}
      paddingBottom={2}
      borderColor="neutral150"
      borderStyle="solid"
      borderWidth="1px 0 0 0"
    >
      <Box minWidth={0}>
        <Link tag={NavLink} to={submissionPath(row.id)} maxWidth="100%">
          <Typography ellipsis display="block">
            <span dir="auto">{row.item.title}</span>
          </Typography>
        </Link>
      </Box>
      <Typography variant="pi" textColor="neutral600" shrink={0}>
        {typeName(row.type)}, <Ago at={row.submittedAt} />
      </Typography>
    </Flex>
  );
}
