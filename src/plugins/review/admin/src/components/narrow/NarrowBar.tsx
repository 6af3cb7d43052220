import type { ReactNode } from 'react';
import { Flex } from '@strapi/design-system';

interface NarrowBarProps {
  label: string;
  children: ReactNode;
}

/** The fields that narrow what a page shows. */
export function NarrowBar({ label, children }: NarrowBarProps) {
  return (
    <Flex
      role="search"
      aria-label={label}
      gap={3}
      wrap="wrap"
      alignItems="flex-end"
      paddingBottom={5}
    >
      {children}
    </Flex>
  );
}
