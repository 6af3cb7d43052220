/** A client that takes nothing for so long is let go. */
const STALL_MS = 30_000;
/** So is one that takes less than this of a second on the mean, in bytes before they are compressed: 1 Mbit/s. */
const MIN_RATE = 128 * 1024;
/** Before that is asked of it. */
const GRACE_MS = 60_000;
const CHECK_MS = 5_000;

export interface Pace {
  passed: (bytes: number) => void;
  stop: () => void;
}

/** Calls `onSlow`, once, where a client reads so slowly that it keeps others from reading at all. */
export function watchPace(onSlow: () => void): Pace {
  const began = performance.now();
  let last = began;
  let bytes = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const due = ((now - began - GRACE_MS) / 1000) * MIN_RATE;
    if (now - last <= STALL_MS && bytes >= due) return;
    clearInterval(timer);
    onSlow();
  }, CHECK_MS);
  timer.unref();
  return {
    passed: (more) => {
      last = performance.now();
      bytes += more;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
