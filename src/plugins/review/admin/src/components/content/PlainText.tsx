import { styled } from 'styled-components';

import { hiddenIn, revealHidden } from '../../hidden-characters';
import { useText } from '../../messages';
import { Prose } from '../Prose';

const Mark = styled.code`
  padding: 0 0.3rem;
  border: 1px solid ${({ theme }) => theme.colors.warning500};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 0.85em;
`;

/** A text whose hidden characters can be seen. */
export function RevealedText({ children }: { children: string }) {
  return revealHidden(children).map(({ hidden, text }, index) =>
    hidden ? <Mark key={index}>{text}</Mark> : text,
  );
}

/** Under a text shown as readers will see it: that it holds more than can be seen. */
export function HiddenHint({ text: shown }: { text: string }) {
  const text = useText();
  const names = hiddenIn(shown);
  if (names.length === 0) return null;
  const characters = names.slice(0, 5).join(', ');
  return (
    <Prose tone="warning">{text('content.hidden', { count: names.length, characters })}</Prose>
  );
}
