import type { TextKey } from './messages';
import { matchKeys, nameKey } from './shortcut-keys';
import { readStored, writeStored } from './stored';

export interface Shortcut {
  /** See `shortcut-keys.ts`: `j|ArrowDown`, `g p`. */
  keys: string;
  /** What it does, as the list of keys says it. */
  label: TextKey;
  run: () => void;
  /** Works without being listed. */
  hidden?: boolean;
  /** Goes on while the key is held down. */
  repeats?: boolean;
}

/** The second key of two is waited for this long. */
const SEQUENCE_MS = 1_500;
const SWITCH = 'review.shortcuts';
const OFF = 'off';

/** What has shortcuts on screen now, the latest last. */
type Holder = () => readonly Shortcut[];
let holders: readonly Holder[] = [];
let started: { keys: string[]; at: number } = { keys: [], at: 0 };

/** Lets shortcuts work until the returned function is called. Later ones win over earlier ones. */
export function holdShortcuts(holder: Holder): () => void {
  if (holders.length === 0) document.addEventListener('keydown', onKeyDown);
  holders = [...holders, holder];
  return () => {
    holders = holders.filter((held) => held !== holder);
    if (holders.length === 0) document.removeEventListener('keydown', onKeyDown);
  };
}

/** Those that work now, in the order in which the parts of the page came. */
export function listShortcuts(): Shortcut[] {
  return holders.flatMap((holder) => holder());
}

/** Keys of one letter get in the way of speech input (WCAG 2.1.4), so a person can turn them off. */
export function shortcutsOn(): boolean {
  return readStored(SWITCH) !== OFF;
}
export function turnShortcuts(on: boolean): void {
  writeStored(SWITCH, on ? 'on' : OFF);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (isCommand(event)) return;
  if (!shortcutsOn() || isDialogOpen()) return;
  const key = nameKey(event);
  if (key === null || isTheElements(key, event.target)) return;

  const shortcuts = listShortcuts().reverse();
  const before = event.timeStamp - started.at < SEQUENCE_MS ? started.keys : [];
  const match = matchKeys(
    shortcuts.map(({ keys }) => keys),
    before,
    key,
  );
  started = { keys: [], at: 0 };
  if (match === null) return;
  event.preventDefault();
  if ('started' in match) started = { keys: match.started, at: event.timeStamp };
  else press(shortcuts[match.at], event.repeat);
}

function press(shortcut: Shortcut | undefined, held: boolean): void {
  if (shortcut !== undefined && (!held || shortcut.repeats === true)) shortcut.run();
}

/** Of the browser or the system. The right Alt key is none: some keyboards have signs under it. */
function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}

const LAYERS = ['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role=${role}]`);

function isDialogOpen(): boolean {
  return document.querySelector(LAYERS.join()) !== null;
}

const TYPED_INTO = [
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable=false])',
  '[role=textbox]',
  '[role=combobox]',
].join();
const PRESSED = 'a, button, input, summary, [role=button], [role=tab], [role=switch]';
const MOVED_IN = 'input[type=radio], [role=tab], [role=slider], [role=application], iframe';

/** Whether the element with the focus has its own use for the key. */
function isTheElements(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPED_INTO) !== null) return true;
  if (key === 'Enter' || key === ' ') return target.closest(PRESSED) !== null;
  return key.startsWith('Arrow') && target.closest(MOVED_IN) !== null;
}
