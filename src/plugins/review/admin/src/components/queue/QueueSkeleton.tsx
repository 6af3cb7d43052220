import { Loader, VisuallyHidden } from '@strapi/design-system';
import { keyframes, styled } from 'styled-components';

import { useText } from '../../messages';
import { TableFrame } from './styles';

const pulse = keyframes`
  50% { opacity: 0.4; }
`;

const Row = styled.div`
  height: 5.7rem;
  padding: ${({ theme }) => `${theme.spaces[5]} ${theme.spaces[5]}`};
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Line = styled.div`
  height: 1.6rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};

  @media (prefers-reduced-motion: no-preference) {
    animation: ${pulse} 1.6s ease-in-out infinite;
  }
`;

const WIDTHS = ['70%', '55%', '80%', '60%', '75%', '50%', '65%', '72%'];

/** Takes the place of the rows while the first of them are on their way. */
export function QueueSkeleton() {
  const text = useText();
  return (
    <TableFrame $leaving={false} aria-busy>
      <VisuallyHidden>
        <Loader>{text('queue.loading')}</Loader>
      </VisuallyHidden>
      {WIDTHS.map((width) => (
        <Row key={width} aria-hidden>
          <Line style={{ width }} />
        </Row>
      ))}
    </TableFrame>
  );
}
