import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Button, Flex } from '@strapi/design-system';
import { Blocker, Form, Layouts, Page, useForm, useNotification } from '@strapi/strapi/admin';
import type { FormHelpers } from '@strapi/strapi/admin';

import type { ReviewSettings } from '../../../shared/desk';
import { Notice } from '../components/Notice';
import { MANAGE_SETTINGS } from '../constants';
import { useText } from '../messages';
import type { TextKey } from '../messages';
import { readRefusal, useRefusalText } from '../refusal';
import {
  SETTINGS_CHANGED,
  useGetReviewSettingsQuery,
  useSaveReviewSettingsMutation,
} from '../settings-api';
import type { SettingsPart } from './parts';
import { placeProblems, readProblems } from './problems';

interface SettingsFormProps {
  title: TextKey;
  subtitle: TextKey;
  part: SettingsPart;
  /** Brings what was typed into the form in which it is sent. */
  prepare?: (draft: ReviewSettings, saved: ReviewSettings) => ReviewSettings;
  children: ReactNode;
}

/** A page of the settings: loads them, sends its part of them whole, and warns who leaves without saving. */
export function SettingsForm(props: SettingsFormProps) {
  return (
    <Page.Protect permissions={MANAGE_SETTINGS}>
      <Loaded {...props} />
    </Page.Protect>
  );
}

function Loaded(props: SettingsFormProps) {
  const text = useText();
  const refusalText = useRefusalText();
  const { data, error, refetch } = useGetReviewSettingsQuery(undefined);
  if (data !== undefined) return <Filled {...props} saved={data} />;
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

/** Why the last attempt saved nothing, where no field says it. */
type Failure = { kind: 'refused'; sentence: string } | { kind: 'changed' } | null;

function useSave({ part, prepare }: SettingsFormProps, saved: ReviewSettings) {
  const text = useText();
  const refusalText = useRefusalText();
  const { toggleNotification } = useNotification();
  const [save] = useSaveReviewSettingsMutation();
  const [failure, setFailure] = useState<Failure>(null);

  const fail = (error: unknown, helpers: FormHelpers<ReviewSettings>) => {
    if (readRefusal(error).code === SETTINGS_CHANGED) {
      setFailure({ kind: 'changed' });
      return;
    }
    const problems = readProblems(error);
    const { here, elsewhere } = placeProblems(problems, part, text);
    // By path, as `useSettingsDraft` reads them, and not nested as Strapi's own fields would.
    helpers.setErrors(here);
    if (problems.length === 0) setFailure({ kind: 'refused', sentence: refusalText(error) });
    else if (elsewhere.length > 0) setFailure({ kind: 'refused', sentence: elsewhere.join(' ') });
  };

  const submit = async (draft: ReviewSettings, helpers: FormHelpers<ReviewSettings>) => {
    const anyway = failure?.kind === 'changed';
    setFailure(null);
    const after = prepare?.(draft, saved) ?? draft;
    const result = await save({ part, before: saved, after, anyway });
    if ('error' in result) {
      fail(result.error, helpers);
      return;
    }
    helpers.resetForm(result.data);
    toggleNotification({ type: 'success', message: text('settings.saved') });
  };
  return { failure, setFailure, submit };
}

function Filled(props: SettingsFormProps & { saved: ReviewSettings }) {
  const text = useText();
  const { saved, title, subtitle, children } = props;
  const { failure, setFailure, submit } = useSave(props, saved);
  const [loadings, setLoadings] = useState(0);
  return (
    <Page.Main>
      <Page.Title>{text(title)}</Page.Title>
      <Form method="PUT" initialValues={saved} onSubmit={submit}>
        <Layouts.Header
          id="main-content-title"
          title={text(title)}
          subtitle={text(subtitle)}
          primaryAction={<SaveButton />}
        />
        <Layouts.Content>
          <Flex direction="column" alignItems="stretch" gap={6}>
            <FailureNotice
              failure={failure}
              onLoaded={() => {
                setFailure(null);
                setLoadings(loadings + 1);
              }}
            />
            {/* Anew, because number fields keep what was typed in them. */}
            <Fragment key={loadings}>{children}</Fragment>
          </Flex>
        </Layouts.Content>
        <Blocker />
      </Form>
    </Page.Main>
  );
}

function SaveButton() {
  const text = useText();
  const modified = useForm('SaveButton', (form) => form.modified);
  const sending = useForm('SaveButton', (form) => form.isSubmitting);
  return (
    <Button type="submit" disabled={!modified} loading={sending}>
      {text('settings.save')}
    </Button>
  );
}

function FailureNotice({ failure, onLoaded }: { failure: Failure; onLoaded: () => void }) {
  const text = useText();
  const { refetch } = useGetReviewSettingsQuery(undefined);
  const resetForm = useForm('FailureNotice', (form) => form.resetForm);
  if (failure === null) return null;
  if (failure.kind === 'refused') {
    return (
      <Notice tone="danger" title={text('settings.refused')}>
        {failure.sentence}
      </Notice>
    );
  }
  const load = async () => {
    const { data } = await refetch();
    if (data !== undefined) resetForm(data);
    onLoaded();
  };
  return (
    <Notice
      tone="danger"
      title={text('settings.changed.title')}
      action={
        <Flex gap={2} wrap="wrap" paddingTop={2}>
          <Button
            variant="secondary"
            onClick={() => {
              void load();
            }}
          >
            {text('settings.changed.load')}
          </Button>
          <Button type="submit" variant="danger-light">
            {text('settings.changed.replace')}
          </Button>
        </Flex>
      }
    >
      {text('settings.changed.body')}
    </Notice>
  );
}

/** A card of a settings page. */
export function SettingsCard({ children }: { children: ReactNode }) {
  return (
    <Box
      background="neutral0"
      shadow="tableShadow"
      hasRadius
      padding={{ initial: 4, medium: 6 }}
      width="100%"
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        {children}
      </Flex>
    </Box>
  );
}
