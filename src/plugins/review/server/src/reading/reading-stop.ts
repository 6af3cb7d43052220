import type { FindingCode } from '../../../shared/reading';

/** Ends the reading of a file where going on would be dangerous or senseless. What was read until then is kept. */
export class ReadingStop extends Error {
  constructor(readonly code: FindingCode) {
    super(code);
    this.name = 'ReadingStop';
  }
}
