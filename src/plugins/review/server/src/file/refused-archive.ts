import { ReviewError } from '../errors';

export const BROKEN =
  'This file is damaged and cannot be opened. Open it in your office program, save it again and upload the new file.';

export function refuse(sentence: string): ReviewError {
  return new ReviewError('invalidFile', sentence);
}
