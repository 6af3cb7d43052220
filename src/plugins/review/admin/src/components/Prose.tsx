import type { ReactNode } from 'react';
import { Typography } from '@strapi/design-system';

interface ProseProps {
  children: ReactNode;
  tone?: 'plain' | 'quiet' | 'warning';
}

const COLOURS = { plain: 'neutral800', quiet: 'neutral600', warning: 'warning700' } as const;

/**
 * Lines as the submitter broke them, no longer than can be read, no word out of the box, and in the
 * direction of their own script, whatever that of the page.
 */
export function Prose({ children, tone = 'plain' }: ProseProps) {
  return (
    <Typography
      tag="p"
      dir="auto"
      variant={tone === 'plain' ? undefined : 'pi'}
      textColor={COLOURS[tone]}
      maxWidth="72ch"
      style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {children}
    </Typography>
  );
}
