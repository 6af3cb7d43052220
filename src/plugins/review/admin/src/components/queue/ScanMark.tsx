import type { ScanState } from '../../../../shared/wire';
import { useText } from '../../messages';
import { Mark } from '../Mark';

/** Only what keeps a submission from being approved; that files are not scanned at all is no news in each row. */
export function ScanMark({ scan }: { scan: ScanState | null }) {
  const text = useText();
  if (scan === 'infected') return <Mark tone="danger">{text('scan.mark.infected')}</Mark>;
  if (scan === 'waiting') return <Mark tone="warning">{text('scan.mark.waiting')}</Mark>;
  return null;
}
