import { useState } from 'react';
import { Box, Field, Flex, IconButton, Modal, Toggle, Typography } from '@strapi/design-system';
import { Command } from '@strapi/icons';

import { useShortcuts } from '../hooks/use-shortcuts';
import { useText } from '../messages';
import { readKeys } from '../shortcut-keys';
import { listShortcuts, shortcutsOn, turnShortcuts } from '../shortcuts';
import type { Shortcut } from '../shortcuts';

/** A button and `?`, which show the keys that work on this page. One to a page. */
export function ShortcutHelp() {
  const text = useText();
  const [shown, setShown] = useState<Shortcut[] | null>(null);
  const open = () => {
    const others = listShortcuts().filter(({ keys, hidden }) => keys !== '?' && hidden !== true);
    setShown([...others, own]);
  };
  const close = () => {
    setShown(null);
  };
  const own: Shortcut = { keys: '?', label: 'shortcuts.help', run: open };
  useShortcuts([own]);
  return (
    <>
      <IconButton label={text('shortcuts.button')} variant="tertiary" onClick={open}>
        <Command />
      </IconButton>
      <Modal.Root
        open={shown !== null}
        onOpenChange={(next) => {
          if (!next) close();
        }}
      >
        {shown !== null && <HelpContent shortcuts={shown} onClose={close} />}
      </Modal.Root>
    </>
  );
}

function HelpContent({ shortcuts, onClose }: { shortcuts: Shortcut[]; onClose: () => void }) {
  const text = useText();
  return (
    <Modal.Content
      aria-describedby={undefined}
      onKeyDown={(event) => {
        if (event.key === '?') onClose();
      }}
    >
      <Modal.Header closeLabel={text('dialog.close')}>
        <Modal.Title>{text('shortcuts.title')}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Box tag="dl" margin={0}>
            {shortcuts.map(({ keys, label }) => (
              <Line key={keys} keys={keys} meaning={text(label)} />
            ))}
          </Box>
          <Switch />
        </Flex>
      </Modal.Body>
    </Modal.Content>
  );
}

function Line({ keys, meaning }: { keys: string; meaning: string }) {
  const text = useText();
  return (
    <Flex
      justifyContent="space-between"
      gap={4}
      paddingTop={2}
      paddingBottom={2}
      borderColor="neutral150"
      borderStyle="solid"
      borderWidth="0 0 1px 0"
    >
      <Typography tag="dt">{meaning}</Typography>
      <Flex tag="dd" gap={2} margin={0} shrink={0} wrap="wrap" justifyContent="flex-end">
        {readKeys(keys).map((way, index) => (
          <Flex key={way.join(' ')} gap={2}>
            {index > 0 && <Typography textColor="neutral600">{text('shortcuts.or')}</Typography>}
            {way.map((key) => (
              <Key key={key} name={key} />
            ))}
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
}

/** Keys without a sign of their own, as they are printed on keyboards. */
const PRINTED: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

function Key({ name }: { name: string }) {
  return (
    <Box
      tag="kbd"
      minWidth="2.4rem"
      paddingLeft={2}
      paddingRight={2}
      background="neutral100"
      borderColor="neutral200"
      hasRadius
    >
      <Typography textColor="neutral800" textAlign="center" display="block">
        {PRINTED[name] ?? name}
      </Typography>
    </Box>
  );
}

function Switch() {
  const text = useText();
  const [on, setOn] = useState(shortcutsOn);
  return (
    <Field.Root name="shortcuts" hint={text('shortcuts.switch.hint')} maxWidth="32rem">
      <Field.Label>{text('shortcuts.switch')}</Field.Label>
      <Toggle
        checked={on}
        onLabel={text('shortcuts.on')}
        offLabel={text('shortcuts.off')}
        onChange={({ target }) => {
          setOn(target.checked);
          turnShortcuts(target.checked);
        }}
      />
      <Field.Hint />
    </Field.Root>
  );
}
