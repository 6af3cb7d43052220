import { Flex, Typography } from '@strapi/design-system';
import { Eye } from '@strapi/icons';
import { useIntl } from 'react-intl';

import type { Reviewer } from '../../../../shared/wire';
import { useText } from '../../messages';

/** Who else has it open now. Read out when it changes. */
export function Viewers({ viewers }: { viewers: Reviewer[] }) {
  const text = useText();
  const intl = useIntl();
  return (
    <div role="status">
      {viewers.length > 0 && (
        <Flex gap={2} alignItems="flex-start">
          <Eye width="1.6rem" height="1.6rem" fill="neutral600" aria-hidden />
          <Typography variant="pi" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
            {text('viewers', {
              count: viewers.length,
              names: intl.formatList(viewers.map(({ name }) => name)),
            })}
          </Typography>
        </Flex>
      )}
    </div>
  );
}
