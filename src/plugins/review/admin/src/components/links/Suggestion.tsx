import { Box, Typography } from '@strapi/design-system';

import { useText } from '../../messages';
import { WebAddress } from '../content/WebAddress';

/** Where a link moved for good, to be looked at before it is taken over. */
export function Suggestion({ url }: { url: string | null }) {
  const text = useText();
  if (url === null) return null;
  return (
    <Box paddingTop={2}>
      <Typography tag="p" variant="pi" fontWeight="bold">
        {text('link.suggested')}
      </Typography>
      <WebAddress address={url} />
    </Box>
  );
}
