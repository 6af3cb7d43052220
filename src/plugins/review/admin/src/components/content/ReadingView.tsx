import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { FieldView, ReviewerSubmissionDetail } from '../../../../shared/wire';
import { labelOf } from '../../comparison';
import { useText } from '../../messages';
import { readingOrder } from '../../reading-order';
import { FieldValue } from './FieldValue';
import { HiddenHint } from './PlainText';

interface ReadingViewProps {
  detail: ReviewerSubmissionDetail;
  source: boolean;
  /** Stands at the end of the title's line. */
  aside: ReactNode;
}

/** What will be published, as a reader comes to it: title, address, texts, facts. */
export function ReadingView({ detail, source, aside }: ReadingViewProps) {
  const { title, addresses, texts, facts, empty } = readingOrder(
    detail.content.draft,
    detail.item.title,
  );
  const long = [...addresses, ...texts];
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4}>
        {title !== null && <Title>{detail.item.title}</Title>}
        <Box shrink={0} marginLeft="auto" paddingTop={1}>
          {aside}
        </Box>
      </Flex>
      {long.length > 0 && (
        <Flex tag="dl" direction="column" alignItems="stretch" gap={6}>
          {long.map((field) => (
            <LabelledField key={field.name} field={field} source={source} />
          ))}
        </Flex>
      )}
      {facts.length > 0 && <Facts facts={facts} source={source} />}
      <Empty fields={empty} missing={detail.missing} />
    </Flex>
  );
}

function Title({ children }: { children: string }) {
  return (
    <Box minWidth={0}>
      <Typography
        tag="p"
        variant="beta"
        dir="auto"
        maxWidth="60ch"
        style={{ overflowWrap: 'anywhere' }}
      >
        {children}
      </Typography>
      <HiddenHint text={children} />
    </Box>
  );
}

/** Not the design system's grid: its columns stand between a list and its terms, where nothing may. */
const FactGrid = styled(Box)`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
  gap: 2rem;
`;

function Facts({ facts, source }: { facts: FieldView[]; source: boolean }) {
  return (
    <Box borderColor="neutral150" borderStyle="solid" borderWidth="1px 0 0 0" paddingTop={5}>
      <FactGrid tag="dl" margin={0}>
        {facts.map((field) => (
          <LabelledField key={field.name} field={field} source={source} wide={isWide(field)} />
        ))}
      </FactGrid>
    </Box>
  );
}

/** Paths of categories are long. */
function isWide(field: FieldView): boolean {
  return field.kind === 'relation';
}

interface LabelledFieldProps {
  field: FieldView;
  source: boolean;
  /** Takes a whole line. */
  wide?: boolean;
}

function LabelledField({ field, source, wide = false }: LabelledFieldProps) {
  return (
    <Box minWidth={0} style={wide ? { gridColumn: '1 / -1' } : undefined}>
      <Box tag="dt" paddingBottom={1}>
        <Typography variant="sigma" textColor="neutral600">
          {labelOf(field.name)}
        </Typography>
      </Box>
      <Box tag="dd" margin={0}>
        <FieldValue field={field} source={source} />
      </Box>
    </Box>
  );
}

function Empty({ fields, missing }: { fields: FieldView[]; missing: string[] }) {
  const text = useText();
  const needed = new Set(missing);
  const optional = fields.filter(({ name }) => !needed.has(name)).map(({ name }) => labelOf(name));
  if (optional.length === 0) return null;
  return (
    <Typography tag="p" variant="pi" textColor="neutral600">
      {text('content.left-empty', { fields: optional.join(', ') })}
    </Typography>
  );
}
