/** A failure the reader can act on: its message is printed as it stands, without a stack. */
export class SentenceError extends Error {
  override name = 'SentenceError';
}
