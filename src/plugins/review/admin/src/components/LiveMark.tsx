import { Status, Typography } from '@strapi/design-system';

import { useText } from '../messages';

/** Whether a version of the item is public now. */
export function LiveMark({ live }: { live: boolean }) {
  const text = useText();
  if (!live) return <Typography textColor="neutral600">{text('live.no')}</Typography>;
  return (
    <Status variant="success" size="S" width="min-content">
      <Typography tag="span" variant="pi" fontWeight="bold">
        {text('live.yes')}
      </Typography>
    </Status>
  );
}
