import type { ReactNode } from 'react';
import { Status, Typography } from '@strapi/design-system';

interface MarkProps {
  tone: 'danger' | 'primary' | 'success' | 'warning';
  children: ReactNode;
}

/** A word that stands out. Not the design system's Badge, whose colours are too close to each other. */
export function Mark({ tone, children }: MarkProps) {
  return (
    <Status variant={tone} size="XS" width="min-content">
      {/* The warning's own colours are all too pale to read on its background. */}
      <Typography
        tag="span"
        variant="pi"
        fontWeight="bold"
        textColor={tone === 'warning' ? 'neutral800' : undefined}
      >
        {children}
      </Typography>
    </Status>
  );
}
