import { useState } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';

import type { Statistics } from '../../../../shared/desk';
import { dayOf } from '../../day';
import { useMayReadLog } from '../../hooks/use-permissions';
import { useText } from '../../messages';
import type { TextKey } from '../../messages';
import { useGetCountsQuery, useGetStatisticsQuery } from '../../queue-api';
import { periodUntil } from '../../statistics-params';
import type { StatisticsParams } from '../../statistics-params';

/** On the home page: what came and was decided in a week; for whom the log is closed, how it stands. */
export function WeekWidget() {
  const mayReadLog = useMayReadLog();
  if (mayReadLog === undefined) return <Widget.Loading />;
  return mayReadLog ? <Week /> : <Now />;
}

const DAYS = 7;

function lastDays(now: number): StatisticsParams {
  return { ...periodUntil(dayOf(now), DAYS), type: '', category: '' };
}

function Week() {
  const text = useText();
  const [days] = useState(() => lastDays(Date.now()));
  const { data, error } = useGetStatisticsQuery(days, { refetchOnMountOrArgChange: true });
  if (data === undefined) {
    // Reviewers limited to categories may not see statistics of all.
    return error === undefined ? <Widget.Loading /> : <Now />;
  }
  const sum = (name: 'submitted' | 'approved' | 'rejected') => sumOf(data.weeks, name);
  return (
    <Numbers
      label={text('widget.week.days')}
      numbers={[
        ['widget.week.submitted', sum('submitted')],
        ['widget.week.approved', sum('approved')],
        ['widget.week.rejected', sum('rejected')],
      ]}
    />
  );
}

function sumOf(weeks: Statistics['weeks'], name: 'submitted' | 'approved' | 'rejected'): number {
  return weeks.reduce((total, week) => total + week[name], 0);
}

function Now() {
  const text = useText();
  const { data, error } = useGetCountsQuery(undefined, { refetchOnMountOrArgChange: true });
  if (data === undefined) return error === undefined ? <Widget.Loading /> : <Widget.Error />;
  return (
    <Numbers
      label={text('widget.now')}
      numbers={[
        ['widget.now.pending', data.pending],
        ['widget.now.overdue', data.overdue],
        ['widget.now.mine', data.mine],
      ]}
    />
  );
}

function Numbers({ label, numbers }: { label: string; numbers: (readonly [TextKey, number])[] }) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography tag="p" textColor="neutral600">
        {label}
      </Typography>
      <Flex tag="dl" gap={4} wrap="wrap" margin={0}>
        {numbers.map(([name, number]) => (
          <Flex
            key={name}
            direction="column-reverse"
            alignItems="flex-start"
            flex="1 1 10rem"
            padding={4}
            background="neutral100"
            hasRadius
          >
            <Typography tag="dt" variant="pi" textColor="neutral600">
              {text(name)}
            </Typography>
            <Box tag="dd" margin={0}>
              <Typography variant="alpha">{text('number', { number })}</Typography>
            </Box>
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
}
