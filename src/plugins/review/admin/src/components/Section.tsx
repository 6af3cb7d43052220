import { useId } from 'react';
import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

interface SectionProps {
  title: string;
  /** Stands at the end of the title's line. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A card of the page with its heading. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <Box
      tag="section"
      aria-labelledby={id}
      background="neutral0"
      shadow="tableShadow"
      hasRadius
      width="100%"
      padding={{ initial: 4, medium: 6 }}
    >
      <Flex justifyContent="space-between" alignItems="baseline" gap={4} paddingBottom={4}>
        <Typography id={id} tag="h2" variant="delta">
          {title}
        </Typography>
        {aside}
      </Flex>
      {children}
    </Box>
  );
}
