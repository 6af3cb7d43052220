/** Every way the catalogue refuses, with the HTTP status it becomes. A closed list. */
export const HTTP_STATUS = {
  'bad-parameter': 400,
  'bad-cursor': 400,
  'too-deep': 400,
  forbidden: 403,
  'not-found': 404,
  withdrawn: 410,
  busy: 503,
} as const;

export type CatalogueErrorCode = keyof typeof HTTP_STATUS;

/**
 * The one error of the catalogue. The message is a sentence for the person who reads it, with the next
 * step; `details` goes to the client as it is.
 */
export class CatalogueError extends Error {
  override name = 'CatalogueError';
  readonly status: number;

  constructor(
    readonly code: CatalogueErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = HTTP_STATUS[code];
  }
}

/** @param expected what the parameter takes, to follow "must be" */
export function badValue(parameter: string, value: string, expected: string): CatalogueError {
  return new CatalogueError('bad-parameter', `"${parameter}" must be ${expected}.`, {
    parameter,
    value,
  });
}
