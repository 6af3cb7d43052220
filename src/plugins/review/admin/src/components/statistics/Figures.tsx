import type { ReactNode } from 'react';
import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';

import type { Statistics } from '../../../../shared/desk';
import { useText } from '../../messages';
import type { TextKey } from '../../messages';
import { useDuration } from '../Ago';

const HOURS_A_DAY = 24;

/** The figures one looks for first. */
export function Figures({ statistics }: { statistics: Statistics }) {
  const text = useText();
  const duration = useDuration();
  const { waiting, timeToDecision } = statistics;
  const { decisions, medianHours, p90Hours } = timeToDecision;
  return (
    <Cards>
      <Figure name="statistics.waiting">{text('number', { number: waiting.total })}</Figure>
      <Figure name="statistics.oldest">
        {waiting.oldestSubmittedAt === null ? null : duration(waiting.oldestSubmittedAt)}
      </Figure>
      <Figure name="statistics.decisions">{text('number', { number: decisions })}</Figure>
      <Figure name="statistics.median">
        <Hours hours={medianHours} />
      </Figure>
      <Figure name="statistics.p90">
        <Hours hours={p90Hours} />
      </Figure>
    </Cards>
  );
}

function Figure({ name, children }: { name: TextKey; children: ReactNode }) {
  const text = useText();
  return (
    <Card>
      <Typography tag="dt" variant="pi" textColor="neutral600">
        {text(name)}
      </Typography>
      <Typography tag="dd" variant="alpha">
        {children ?? text('statistics.none')}
      </Typography>
    </Card>
  );
}

/** In hours for the first two days, in days beyond: nobody thinks in hundreds of hours. */
function Hours({ hours }: { hours: number | null }) {
  const text = useText();
  const intl = useIntl();
  if (hours === null) return text('statistics.none');
  const inDays = hours >= 2 * HOURS_A_DAY;
  const value = inDays ? hours / HOURS_A_DAY : hours;
  return intl.formatNumber(value, {
    style: 'unit',
    unit: inDays ? 'day' : 'hour',
    unitDisplay: 'long',
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
}

const Cards = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
  margin: 0;

  dd {
    margin: 0;
  }
`;

const Card = styled.div`
  display: flex;
  flex-direction: column-reverse;
  justify-content: flex-end;
  gap: ${({ theme }) => theme.spaces[1]};
  padding: ${({ theme }) => theme.spaces[5]};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  box-shadow: ${({ theme }) => theme.shadows.tableShadow};
`;
