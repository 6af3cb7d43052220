const waiting = new Map<string, Promise<void>>();

/**
 * Does what has one name one after the other, within this process. Where each would wait for the same lock of the
 * database, each would hold a connection meanwhile, and one person could take all there are.
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = waiting.get(name) ?? Promise.resolve();
  const turn = before.then(work);
  const settled = turn.then(
    () => undefined,
    () => undefined,
  );
  waiting.set(name, settled);
  try {
    return await turn;
  } finally {
    if (waiting.get(name) === settled) waiting.delete(name);
  }
}
