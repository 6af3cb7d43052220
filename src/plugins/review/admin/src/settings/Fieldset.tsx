import type { ReactNode } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

/** Fields that belong together, without what browsers draw around them. */
const Plain = styled(Flex)`
  border: 0;
  margin: 0;
  min-width: 0;
  padding: 0;
`;

export function Fieldset({ children }: { children: ReactNode }) {
  return (
    <Plain tag="fieldset" direction="column" alignItems="stretch" gap={2}>
      {children}
    </Plain>
  );
}

/** What they have in common. */
export function Legend({ children }: { children: ReactNode }) {
  return (
    <Typography
      tag="legend"
      fontWeight="bold"
      textColor="neutral800"
      style={{ paddingInline: 0 }}
      paddingBottom={2}
    >
      {children}
    </Typography>
  );
}
