import { useLayoutEffect, useRef } from 'react';

import { holdShortcuts } from '../shortcuts';
import type { Shortcut } from '../shortcuts';

/**
 * Keys that work while the component is shown. They rest while someone types in a field, while a
 * dialog, menu or list is open, and with Ctrl, Alt or Meta; Enter and arrows also where the focused
 * element has its own use for them. `ShortcutHelp` lists them.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  // Before it is painted: who sees the page may press a key.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useLayoutEffect(() => holdShortcuts(() => latest.current), []);
}
