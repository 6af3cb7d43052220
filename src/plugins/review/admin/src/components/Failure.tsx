import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

import { useText } from '../messages';
import type { TextKey } from '../messages';
import { isAnswered, readRefusal, useRefusalText } from '../refusal';

interface FailureProps {
  error: unknown;
  /** Takes the reason as `{reason}`. */
  sentence: TextKey;
  onRetry: () => unknown;
}

/** In place of what could not be loaded. What the server refuses, it refuses again: then there is no second try. */
export function Failure({ error, sentence, onRetry }: FailureProps) {
  const text = useText();
  const refusalText = useRefusalText();
  const refused = isAnswered(readRefusal(error));
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<WarningCircle width="6.4rem" height="6.4rem" fill="danger600" />}
        content={text(sentence, { reason: refusalText(error) })}
        action={
          !refused && (
            <Button variant="secondary" onClick={onRetry}>
              {text('error.retry')}
            </Button>
          )
        }
        hasRadius
        shadow="tableShadow"
      />
    </Box>
  );
}
