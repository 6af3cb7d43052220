import { useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;

let now = Date.now();
let timer: number | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const notify of listeners) notify();
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  if (listeners.size === 1) {
    // Nobody has looked for a while.
    now = Date.now();
    timer = window.setInterval(tick, MINUTE_MS);
  }
  return () => {
    listeners.delete(notify);
    if (listeners.size === 0) window.clearInterval(timer);
  };
}

/** The time to the minute: a page may stay open all day. Milliseconds since 1970. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
