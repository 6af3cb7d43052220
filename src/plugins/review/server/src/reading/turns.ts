/**
 * How many files this process has read at a time. One, because a library runs on two cores, and the other one is for
 * those who wait for answers.
 */
const AT_ONCE = 1;

let free = AT_ONCE;
const waiting: (() => void)[] = [];

/** Waits for a turn. @returns what gives it back, to be called once */
export async function takeTurn(): Promise<() => void> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
}
