/** How many files this process has read at a time; each may take the memory of a whole reader. */
const AT_ONCE = 2;

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
