import { styled } from 'styled-components';

/** A key, as a hint beside what it does. Screen readers are told by `aria-keyshortcuts`. */
const Key = styled.kbd`
  display: inline-block;
  min-width: 1.8rem;
  padding: 0 0.4rem;
  border: 1px solid currentColor;
  border-radius: ${({ theme }) => theme.borderRadius};
  font-family: inherit;
  font-size: 1.1rem;
  line-height: 1.6rem;
  text-align: center;
  opacity: 0.75;
`;

export function Kbd({ children }: { children: string }) {
  return <Key aria-hidden>{children}</Key>;
}
