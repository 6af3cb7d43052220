import type { ReactNode } from 'react';
import { Box, Flex, TextButton, Typography, VisuallyHidden } from '@strapi/design-system';

import { useText } from '../../messages';
import { BarActions } from './styles';

interface QueueSelectionBarProps {
  count: number;
  onClear: () => void;
  /** What may be done with them. */
  children: ReactNode;
}

/** Stays at the foot of the window while anything is ticked, wherever in the list one is. */
export function QueueSelectionBar({ count, onClear, children }: QueueSelectionBarProps) {
  const text = useText();
  const said = text('bulk.count', { count });
  return (
    <>
      <VisuallyHidden>
        <span role="status">{count > 0 && said}</span>
      </VisuallyHidden>
      {count > 0 && (
        <Box
          tag="section"
          aria-label={text('bulk.bar')}
          position="sticky"
          bottom={2}
          zIndex={2}
          marginTop={4}
          padding={3}
          background="neutral0"
          borderColor="neutral200"
          hasRadius
          shadow="popupShadow"
        >
          <Flex gap={3} wrap="wrap">
            <Typography fontWeight="bold">{said}</Typography>
            <TextButton onClick={onClear}>{text('bulk.clear')}</TextButton>
            <BarActions>{children}</BarActions>
          </Flex>
        </Box>
      )}
    </>
  );
}
