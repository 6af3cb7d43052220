import type { DecisionControl } from '../../hooks/use-decision';
import { useText } from '../../messages';
import { Notice } from '../Notice';

/** Beside content loaded again: that the decision just sent was not made. */
export function ConflictNotice({ control: { notice } }: { control: DecisionControl }) {
  const text = useText();
  if (notice === null) return null;
  const stale = notice.kind === 'stale';
  return (
    <Notice tone="danger" title={text(stale ? 'decision.stale.title' : 'decision.refused.title')}>
      {stale ? text('decision.stale.body') : notice.sentence}
    </Notice>
  );
}
