import { useState } from 'react';
import type { FormEvent } from 'react';
import {
  Box,
  Button,
  Checkbox,
  Field,
  Flex,
  IconButton,
  Link,
  Popover,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { Star, Trash } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import type { SavedView } from '../../../../shared/desk';
import { QUEUE_PATH } from '../../constants';
import { useText } from '../../messages';
import { useAddViewMutation, useGetViewsQuery, useRemoveViewMutation } from '../../queue-api';
import { readQueueParams, viewQuery } from '../../queue-params';
import type { QueueParams } from '../../queue-params';
import { useRefusalText } from '../../refusal';

/** A view saved by an older or newer version of this page may spell the same thing differently. */
function sameView({ query }: SavedView, params: QueueParams): boolean {
  return viewQuery(readQueueParams(new URLSearchParams(query))) === viewQuery(params);
}

/** Left to itself it starts at the first button, which would be one that removes a view. */
function startAtFirst(event: Event): void {
  event.preventDefault();
  if (event.target instanceof Element) event.target.querySelector<HTMLElement>('a, input')?.focus();
}

/** Views of the queue under a name: to open, to save what is on screen, to remove one's own. */
export function QueueViews({ params }: { params: QueueParams }) {
  const text = useText();
  const { data: views = [] } = useGetViewsQuery(undefined);
  const [open, setOpen] = useState(false);
  const current = views.find((view) => sameView(view, params));
  const close = () => {
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>
        <Button variant="tertiary" size="S" startIcon={<Star />}>
          {current === undefined ? text('queue.views') : <span dir="auto">{current.name}</span>}
        </Button>
      </Popover.Trigger>
      <Popover.Content
        aria-label={text('queue.views')}
        sideOffset={4}
        align="end"
        onOpenAutoFocus={startAtFirst}
      >
        <Flex
          direction="column"
          alignItems="stretch"
          gap={4}
          padding={4}
          width="32rem"
          maxWidth="90vw"
        >
          {views.length === 0 ? (
            <Typography tag="p" textColor="neutral600">
              {text('queue.views.none')}
            </Typography>
          ) : (
            <Box tag="ul" maxHeight="30rem" overflow="auto">
              {views.map((view) => (
                <ViewLine key={view.id} view={view} current={view === current} onOpened={close} />
              ))}
            </Box>
          )}
          {current === undefined && <SaveView query={viewQuery(params)} />}
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}

interface ViewLineProps {
  view: SavedView;
  current: boolean;
  onOpened: () => void;
}

function ViewLine({ view, current, onOpened }: ViewLineProps) {
  const text = useText();
  const [removing, setRemoving] = useState(false);
  const ask = (next: boolean) => () => {
    setRemoving(next);
  };
  if (removing) return <RemoveView view={view} onKept={ask(false)} />;
  return (
    <Flex tag="li" justifyContent="space-between" gap={2} minHeight="3.6rem">
      <Link
        tag={NavLink}
        to={{ pathname: QUEUE_PATH, search: view.query }}
        onClick={onOpened}
        aria-current={current ? 'true' : undefined}
      >
        <Typography fontWeight={current ? 'bold' : 'regular'} style={{ overflowWrap: 'anywhere' }}>
          <span dir="auto">{view.name}</span>
        </Typography>
      </Link>
      <Flex gap={2} shrink={0}>
        {view.shared && (
          <Typography variant="pi" textColor="neutral600">
            {text('queue.views.shared')}
          </Typography>
        )}
        {view.own && (
          <IconButton
            size="S"
            variant="ghost"
            label={text('queue.views.remove.named', { name: view.name })}
            onClick={ask(true)}
          >
            <Trash />
          </IconButton>
        )}
      </Flex>
    </Flex>
  );
}

function RemoveView({ view, onKept }: { view: SavedView; onKept: () => void }) {
  const text = useText();
  const refusalText = useRefusalText();
  const [remove, { isLoading, error }] = useRemoveViewMutation();
  return (
    <Box tag="li" paddingTop={2} paddingBottom={2}>
      <Typography tag="p" role={error === undefined ? undefined : 'alert'}>
        {error === undefined
          ? text('queue.views.remove.ask', { name: view.name })
          : refusalText(error)}
      </Typography>
      <Flex gap={2} paddingTop={2}>
        <Button
          size="S"
          variant="danger-light"
          loading={isLoading}
          autoFocus
          onClick={() => {
            void remove(view.id);
          }}
        >
          {text('queue.views.remove')}
        </Button>
        <Button size="S" variant="tertiary" onClick={onKept}>
          {text('queue.views.keep')}
        </Button>
      </Flex>
    </Box>
  );
}

function SaveView({ query }: { query: string }) {
  const text = useText();
  const refusalText = useRefusalText();
  const [add, { isLoading, error }] = useAddViewMutation();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') void add({ name: name.trim(), query, shared });
  };
  return (
    <form onSubmit={submit}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Field.Root
          name="view-name"
          error={error === undefined ? undefined : refusalText(error)}
          hint={text('queue.views.name.hint')}
        >
          <Field.Label>{text('queue.views.name')}</Field.Label>
          <TextInput
            dir="auto"
            maxLength={80}
            value={name}
            onChange={({ target }) => {
              setName(target.value);
            }}
          />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
        <Checkbox
          checked={shared}
          onCheckedChange={(checked) => {
            setShared(checked === true);
          }}
        >
          {text('queue.views.share')}
        </Checkbox>
        <Button type="submit" size="S" loading={isLoading} disabled={name.trim() === ''}>
          {text('queue.views.save')}
        </Button>
      </Flex>
    </form>
  );
}
