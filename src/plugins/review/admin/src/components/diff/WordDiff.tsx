import { useMemo, useState } from 'react';
import { Typography, VisuallyHidden, setOpacity } from '@strapi/design-system';
import { styled } from 'styled-components';

import { useText } from '../../messages';
import { condense, diffText } from '../../word-diff';
import type { DiffPart, Gap } from '../../word-diff';
import { RevealedText } from '../content/PlainText';

/** Told apart by line as well as by colour. */
export const Inserted = styled.ins`
  border-radius: 2px;
  background: ${({ theme }) => setOpacity(theme.colors.success500, 0.25)};
  color: ${({ theme }) => theme.colors.neutral900};
  text-decoration: underline;
  text-decoration-color: ${({ theme }) => theme.colors.success600};
  text-underline-offset: 0.2em;
`;
export const Deleted = styled.del`
  border-radius: 2px;
  background: ${({ theme }) => setOpacity(theme.colors.danger500, 0.2)};
  color: ${({ theme }) => theme.colors.neutral900};
  text-decoration: line-through;
  text-decoration-color: ${({ theme }) => theme.colors.danger600};
`;
const GapButton = styled.button`
  margin: 0 0.4rem;
  padding: 0 0.8rem;
  border: 1px dashed ${({ theme }) => theme.colors.neutral300};
  border-radius: 1rem;
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral600};
  font-size: 1.2rem;
  cursor: pointer;
`;

interface WordDiffProps {
  before: string;
  after: string;
  /** Shows all of what did not change, too. */
  whole?: boolean;
}

/** Two texts in one, what was removed and what was added marked. */
export function WordDiff({ before, after, whole = false }: WordDiffProps) {
  const parts = useMemo(() => diffText(before, after), [before, after]);
  const shown = useMemo(() => (whole ? parts : condense(parts)), [parts, whole]);
  return (
    <Typography
      tag="p"
      dir="auto"
      textColor="neutral800"
      maxWidth="72ch"
      style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {shown.map((part, index) =>
        part.kind === 'gap' ? (
          <GapText key={index} gap={part} />
        ) : (
          <PartText key={index} part={part} />
        ),
      )}
    </Typography>
  );
}

function PartText({ part: { kind, text: words } }: { part: DiffPart }) {
  const text = useText();
  if (kind === 'same') return <RevealedText>{words}</RevealedText>;
  const Mark = kind === 'added' ? Inserted : Deleted;
  return (
    <Mark>
      <VisuallyHidden>{text(`diff.${kind}`)} </VisuallyHidden>
      <RevealedText>{visibleSpaces(words)}</RevealedText>
      <VisuallyHidden> {text('diff.end')}</VisuallyHidden>
    </Mark>
  );
}

/** Where nothing but space changed, there would be nothing to see. */
function visibleSpaces(words: string): string {
  if (/\S/u.test(words)) return words;
  return words.replace(/\n/g, '↵\n').replace(/[^\S\n]/gu, '␣');
}

function GapText({ gap }: { gap: Gap }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  if (open) return <RevealedText>{gap.text}</RevealedText>;
  return (
    <GapButton
      type="button"
      onClick={() => {
        setOpen(true);
      }}
    >
      {text('diff.gap', { words: gap.words })}
    </GapButton>
  );
}
