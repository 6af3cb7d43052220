import { type CatalogueErrorCode, HTTP_STATUS } from '../errors';
import { closed, ref, type Schema, text } from './schema';

/** What refuses before the catalogue is asked: the budget, and the application itself. */
const OTHER_CODES = { 'rate-limited': 429, invalidParameter: 400 } as const;

type ErrorCode = CatalogueErrorCode | keyof typeof OTHER_CODES;

const STATUS_OF: Readonly<Record<ErrorCode, number>> = { ...HTTP_STATUS, ...OTHER_CODES };
export const ERROR_CODES: readonly string[] = Object.keys(STATUS_OF);

interface ErrorBody {
  status: number;
  name: string;
  message: string;
  details: unknown;
}

function refusal(status: number, names: readonly string[], details: Schema): Schema {
  const error = closed<ErrorBody>({
    status: { const: status },
    name: { type: 'string', enum: names },
    message: text('A sentence for people, with the next step.', { minLength: 1 }),
    details,
  });
  return closed<{ data: null; error: unknown }>({ data: { type: 'null' }, error });
}

function codes(status: number): Schema {
  const known = Object.entries(STATUS_OF).filter(([, each]) => each === status);
  return { type: 'string', enum: known.map(([code]) => code) };
}

const OURS = ['CatalogueError'];

/** Every way to be refused, in Strapi's envelope. `details.code` is for programs, and a closed list. */
const LIMIT_DETAILS = closed<{ code: string; retryAfter: number }>({
  code: codes(429),
  retryAfter: { type: 'integer', minimum: 0, description: 'Seconds.' },
});

export const ERROR_SCHEMAS: Readonly<Record<string, Schema>> = {
  ErrorCode: { type: 'string', enum: ERROR_CODES },
  BadRequest: refusal(
    400,
    // The second is the application's, for an address with a NUL in it.
    [...OURS, 'ReviewError'],
    closed<{ code: string; parameter: string; value: string; nearest: string | null }>(
      {
        code: codes(400),
        parameter: text('The one that is wrong.', { maxLength: 1000 }),
        value: text('What it was, or how it begins.', { maxLength: 1000 }),
        nearest: {
          type: ['string', 'null'],
          description: 'What may have been meant, where that can be told.',
        },
      },
      ['parameter', 'value', 'nearest'],
    ),
  ),
  Unauthorized: refusal(401, ['UnauthorizedError'], ref('Nothing')),
  Forbidden: refusal(403, ['ForbiddenError'], ref('Nothing')),
  ForbiddenAtRoot: refusal(403, OURS, closed<{ code: string }>({ code: codes(403) })),
  NotFound: refusal(404, OURS, closed<{ code: string }>({ code: codes(404) })),
  Gone: refusal(
    410,
    OURS,
    closed<{ code: string; tombstone: unknown }>({ code: codes(410), tombstone: ref('Tombstone') }),
  ),
  TooManyRequests: refusal(429, ['RateLimitError'], LIMIT_DETAILS),
  TooManyHarvested: refusal(503, ['RateLimitError'], LIMIT_DETAILS),
  Busy: refusal(503, OURS, closed<{ code: string }>({ code: codes(503) })),
};
