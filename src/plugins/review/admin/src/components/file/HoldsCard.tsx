import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { FileReading, ReadingFinding } from '../../../../shared/reading';
import { useThumbnail } from '../../hooks/use-thumbnail';
import { useUntilRead } from '../../hooks/use-until-read';
import { useText } from '../../messages';
import { Mark } from '../Mark';
import { Section } from '../Section';
import { HoldsFacts } from './HoldsFacts';

interface HoldsCardProps {
  reading: FileReading | null;
  reload: () => Promise<unknown>;
}

/** What a machine found in the file: to know before one reads it, and what its readers may stumble over. */
export function HoldsCard({ reading, reload }: HoldsCardProps) {
  const text = useText();
  useUntilRead(reading?.state === 'waiting', reload);
  if (reading === null) return null;
  return (
    <Section title={text('holds.title')}>
      {reading.state === 'waiting' ? (
        <Typography tag="p" role="status" textColor="neutral600">
          {text('holds.waiting')}
        </Typography>
      ) : (
        <Holds reading={reading} />
      )}
    </Section>
  );
}

const Picture = styled.img`
  display: block;
  width: 12rem;
  max-height: 24rem;
  object-fit: cover;
  object-position: top;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
`;

function Holds({ reading }: { reading: FileReading }) {
  const text = useText();
  const picture = useThumbnail(reading.thumbnail);
  return (
    <Flex alignItems="flex-start" gap={6} wrap="wrap">
      {picture !== null && <Picture src={picture} alt={text('holds.picture')} />}
      <Box flex="1 1 32rem" minWidth={0}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          {reading.state === 'done' && <HoldsFacts reading={reading} />}
          {reading.findings.length > 0 && <Findings findings={reading.findings} />}
        </Flex>
      </Box>
    </Flex>
  );
}

const TONES = { stop: 'danger', warning: 'warning', note: 'primary' } as const;

const List = styled.ul`
  list-style: none;
  margin: 0;
  padding: 0;
`;

function Findings({ findings }: { findings: readonly ReadingFinding[] }) {
  const text = useText();
  return (
    <List aria-label={text('holds.findings')}>
      {findings.map(({ code, level, count }) => (
        <Flex key={code} tag="li" alignItems="flex-start" gap={3} paddingTop={2} paddingBottom={2}>
          <Box shrink={0} minWidth="9rem">
            <Mark tone={TONES[level]}>{text(`holds.level.${level}`)}</Mark>
          </Box>
          <Typography textColor="neutral800">
            {text(`holds.finding.${code}`, { count: count ?? 0 })}
          </Typography>
        </Flex>
      ))}
    </List>
  );
}
