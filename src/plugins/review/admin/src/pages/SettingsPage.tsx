import { useState } from 'react';
import { Box, Button, Field, Toggle } from '@strapi/design-system';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';

import type { ReviewSettings } from '../../../shared/desk';
import { useGetSettingsQuery, useSaveSettingsMutation } from '../settings-api';
import { MANAGE_SETTINGS } from '../constants';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';

export function SettingsPage() {
  return (
    <Page.Protect permissions={MANAGE_SETTINGS}>
      <Settings />
    </Page.Protect>
  );
}

function Settings() {
  const text = useText();
  const refusalText = useRefusalText();
  const { data, error, refetch } = useGetSettingsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  if (data !== undefined) return <SettingsForm saved={data} />;
  if (error === undefined) return <Page.Loading>{text('settings.loading')}</Page.Loading>;
  return (
    <Page.Error
      content={text('settings.error', { reason: refusalText(error) })}
      action={
        <Button
          variant="secondary"
          onClick={() => {
            void refetch();
          }}
        >
          {text('error.retry')}
        </Button>
      }
    />
  );
}

function SettingsForm({ saved }: { saved: ReviewSettings }) {
  const text = useText();
  const refusalText = useRefusalText();
  const { toggleNotification } = useNotification();
  const [save, { isLoading }] = useSaveSettingsMutation();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const allowSelfApproval = chosen ?? saved.allowSelfApproval;

  const submit = async () => {
    const result = await save({ ...saved, allowSelfApproval });
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: refusalText(result.error) });
      return;
    }
    toggleNotification({ type: 'success', message: text('settings.saved') });
  };

  return (
    <Page.Main>
      <Page.Title>{text('settings.title')}</Page.Title>
      <Layouts.Header
        id="main-content-title"
        title={text('settings.title')}
        subtitle={text('settings.subtitle')}
        primaryAction={
          <Button
            disabled={allowSelfApproval === saved.allowSelfApproval}
            loading={isLoading}
            onClick={() => {
              void submit();
            }}
          >
            {text('settings.save')}
          </Button>
        }
      />
      <Layouts.Content>
        <Box background="neutral0" shadow="tableShadow" hasRadius padding={6}>
          <Field.Root
            name="allowSelfApproval"
            hint={text('settings.self-approval.hint')}
            maxWidth="64rem"
          >
            <Field.Label>{text('settings.self-approval')}</Field.Label>
            <Toggle
              checked={allowSelfApproval}
              onLabel={text('settings.on')}
              offLabel={text('settings.off')}
              onChange={({ target }) => {
                setChosen(target.checked);
              }}
            />
            <Field.Hint />
          </Field.Root>
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
}
