import { Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { ExternalLink } from '@strapi/icons';

import { useText } from '../../messages';
import { safeLink } from '../../safe-link';
import { Prose } from '../Prose';

/** An address to open, with the host it leads to, which is not always what it looks like. */
export function WebAddress({ address }: { address: string }) {
  const text = useText();
  const link = safeLink(address);
  if (link === null) {
    return (
      <>
        <Prose>{address}</Prose>
        <Typography variant="pi" textColor="danger600">
          {text('content.not-a-link')}
        </Typography>
      </>
    );
  }
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="72ch">
      <a href={link.href} target="_blank" rel="noopener noreferrer nofollow">
        <Typography
          textColor="primary600"
          textDecoration="underline"
          style={{ overflowWrap: 'anywhere' }}
        >
          <bdi>{address}</bdi>
        </Typography>{' '}
        <ExternalLink width="1.2rem" height="1.2rem" fill="primary600" aria-hidden />
        <VisuallyHidden>{text('content.opens-new-tab')}</VisuallyHidden>
      </a>
      <Typography variant="pi" textColor="neutral600">
        {text('content.leads-to')}{' '}
        <Typography
          variant="pi"
          fontWeight="bold"
          textColor="neutral800"
          style={{ overflowWrap: 'anywhere' }}
        >
          {link.host}
        </Typography>
      </Typography>
    </Flex>
  );
}
