import { Typography } from '@strapi/design-system';

import { useText } from '../messages';

/** The beginning of a digest, enough to tell two apart; the whole is in its title. */
export function Digest({ digest }: { digest: string }) {
  const text = useText();
  return (
    <Typography variant="pi" textColor="neutral600" title={digest}>
      {text('digest', { digest: digest.slice(0, 12) })}
    </Typography>
  );
}
