import type { ReactNode } from 'react';
import { Typography } from '@strapi/design-system';

/** What the fields under it have in common; browsers indent a legend. */
export function Legend({ children }: { children: ReactNode }) {
  return (
    <Typography
      tag="legend"
      variant="pi"
      fontWeight="bold"
      textColor="neutral800"
      style={{ padding: 0 }}
    >
      {children}
    </Typography>
  );
}
