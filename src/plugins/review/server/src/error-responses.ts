import type { Core } from '@strapi/strapi';

import { ReviewError, type ReviewErrorCode } from './errors';

/**
 * What the database guards raise, by SQLSTATE. Class AC is ours: the SQL standard leaves classes
 * beginning with I to Z, and any digit or letter combination it does not define, to implementations.
 */
const CODE_OF_SQLSTATE: Readonly<Record<string, ReviewErrorCode>> = {
  AC001: 'mayNotDecide',
  AC002: 'fileInUse',
  AC003: 'forbidden',
  AC004: 'invalidValue',
  // deadlock_detected, serialization_failure: two bulk actions crossed; nothing was written.
  '40P01': 'conflict',
  '40001': 'conflict',
};

const CROSSED =
  'Someone changed the same items at the same moment. Nothing was done; please try again.';

/** The refusal that a database guard's error stands for, or `undefined` for any other error. */
export function refusalOfDatabaseError(error: unknown): ReviewError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return undefined;
  }
  const code = CODE_OF_SQLSTATE[error.code];
  if (code === undefined) return undefined;
  if (code === 'conflict') return new ReviewError(code, CROSSED);
  // The driver puts the failed statement before the database's own sentence.
  const sentence = error.message.slice(error.message.lastIndexOf(' - ') + 1).replace(/^- /, '');
  return new ReviewError(code, sentence);
}

/** Koa middleware: the one place where a refusal becomes an HTTP answer, in Strapi's envelope. */
export function errorResponses(): Core.MiddlewareHandler {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const refusal = error instanceof ReviewError ? error : refusalOfDatabaseError(error);
      if (refusal === undefined) throw error;
      const { code, status, message, details } = refusal;
      ctx.status = status;
      ctx.body = {
        data: null,
        error: { status, name: 'ReviewError', message, details: { ...details, code } },
      };
    }
  };
}
