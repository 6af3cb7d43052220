import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { Information, WarningCircle } from '@strapi/icons';

const TONES = {
  danger: { background: 'danger100', border: 'danger200', icon: 'danger600' },
  warning: { background: 'warning100', border: 'warning200', icon: 'warning600' },
  neutral: { background: 'neutral100', border: 'neutral200', icon: 'neutral600' },
} as const;

interface NoticeProps {
  tone: keyof typeof TONES;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}

/**
 * Something to know before going on; read out when it appears. The design system's Alert is not
 * used because it always has a close button, and these stay as long as they are true.
 */
export function Notice({ tone, title, children, action }: NoticeProps) {
  const { background, border, icon } = TONES[tone];
  const Icon = tone === 'neutral' ? Information : WarningCircle;
  return (
    <Box
      role={tone === 'danger' ? 'alert' : 'status'}
      background={background}
      borderColor={border}
      hasRadius
      padding={4}
      width="100%"
    >
      <Flex alignItems="flex-start" gap={3}>
        <Box shrink={0} paddingTop={1}>
          <Icon width="1.6rem" height="1.6rem" fill={icon} aria-hidden />
        </Box>
        <Flex direction="column" alignItems="flex-start" gap={2}>
          {title !== undefined && (
            <Typography fontWeight="bold" textColor="neutral800">
              {title}
            </Typography>
          )}
          {children !== undefined && (
            <Typography tag="p" textColor="neutral800">
              {children}
            </Typography>
          )}
          {action}
        </Flex>
      </Flex>
    </Box>
  );
}
