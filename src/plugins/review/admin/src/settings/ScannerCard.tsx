import type { ReactNode } from 'react';
import { Button, Loader, Typography } from '@strapi/design-system';

import type { ScannerHealth } from '../../../shared/desk';
import { Notice } from '../components/Notice';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';
import { useGetScannerQuery } from '../settings-api';
import { SettingsCard } from './SettingsForm';

/** Whether files are scanned for viruses. It is set up where the server is, so here it is only told. */
export function ScannerCard() {
  const text = useText();
  const refusalText = useRefusalText();
  const { data, error, isFetching, refetch } = useGetScannerQuery(undefined);
  const again = (
    <Button variant="secondary" loading={isFetching} onClick={() => void refetch()}>
      {text('settings.scanner.again')}
    </Button>
  );
  return (
    <SettingsCard>
      <Typography tag="h2" variant="delta">
        {text('settings.scanner')}
      </Typography>
      {data !== undefined && <Health health={data} action={again} />}
      {data === undefined && error === undefined && <Loader small>{text('file.loading')}</Loader>}
      {error !== undefined && (
        <Notice tone="warning" action={again}>
          {refusalText(error)}
        </Notice>
      )}
    </SettingsCard>
  );
}

function Health({ health, action }: { health: ScannerHealth; action: ReactNode }) {
  const text = useText();
  const { configured, answers, engine, waiting } = health;
  if (!configured) {
    return <Notice tone="warning">{text('settings.scanner.none')}</Notice>;
  }
  if (!answers) {
    return (
      <Notice tone="danger" action={action}>
        {text('settings.scanner.silent', { waiting })}
      </Notice>
    );
  }
  return (
    <Typography tag="p" textColor="neutral800">
      {text('settings.scanner.answers', { engine: engine ?? '', waiting })}
    </Typography>
  );
}
