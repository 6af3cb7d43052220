/** Every way the review plugin refuses, with the HTTP status it becomes. A closed list. */
export const HTTP_STATUS = {
  invalidParameter: 400,
  invalidKey: 400,
  invalidValue: 400,
  invalidFile: 400,
  incomplete: 400,
  reasonRequired: 400,
  unauthorized: 401,
  forbidden: 403,
  mayNotDecide: 403,
  selfApproval: 403,
  outOfScope: 403,
  fileWithheld: 403,
  quotaReached: 403,
  notFound: 404,
  staleDigest: 409,
  notDecidable: 409,
  alreadyApproved: 409,
  idempotencyKeyReused: 409,
  fileInUse: 409,
  notScanned: 409,
  conflict: 409,
  gone: 410,
  preconditionFailed: 412,
  fileTooLarge: 413,
  unsupportedFileType: 415,
  infectedFile: 422,
  tooSoon: 429,
  busy: 503,
  scannerUnavailable: 503,
  rangeNotSatisfiable: 416,
  storageUnavailable: 503,
} as const;

export type ReviewErrorCode = keyof typeof HTTP_STATUS;

/**
 * The one error of the plugin. The message is a sentence for the person who reads it, with the
 * next step; `details` goes to the client as it is, so it never holds what the caller may not know.
 */
export class ReviewError extends Error {
  /** A field and not a getter: Koa sets it on errors that reach its own last handler. */
  readonly status: number;

  constructor(
    readonly code: ReviewErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ReviewError';
    this.status = HTTP_STATUS[code];
  }
}
