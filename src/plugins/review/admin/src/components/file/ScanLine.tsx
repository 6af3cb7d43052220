import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { ScanView } from '../../../../shared/wire';
import { useText } from '../../messages';
import { Notice } from '../Notice';

/** What the virus scanner said of the submitted file. */
export function ScanLine({ scan }: { scan: ScanView }) {
  const text = useText();
  const intl = useIntl();
  const { state, signature, engine, at } = scan;
  if (state === 'infected') {
    return (
      <Notice tone="danger" title={text('scan.infected')}>
        {text('scan.infected.hint', { signature: signature ?? '' })}
      </Notice>
    );
  }
  if (state === 'waiting') {
    return (
      <Notice tone="warning" title={text('scan.waiting')}>
        {text('scan.waiting.hint')}
      </Notice>
    );
  }
  if (state === 'unscanned') {
    return <Notice tone="neutral">{text('scan.unscanned')}</Notice>;
  }
  const day = at === null ? '' : intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Typography variant="pi" textColor="neutral600" title={engine ?? undefined}>
      {text('scan.clean', { day })}
    </Typography>
  );
}
