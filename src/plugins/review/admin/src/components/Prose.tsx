import type { ReactNode } from 'react';
import { Typography } from '@strapi/design-system';

/** Lines as the submitter broke them, no longer than can be read, and no word out of the box. */
export function Prose({ children }: { children: ReactNode }) {
  return (
    <Typography
      tag="p"
      textColor="neutral800"
      maxWidth="72ch"
      style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {children}
    </Typography>
  );
}
