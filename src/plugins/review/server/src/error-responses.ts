import type { Core } from '@strapi/strapi';

import { ReviewError, type ReviewErrorCode } from './errors';
import { property } from './parse/unknown';

/**
 * What the database guards raise, by SQLSTATE. Class AC is ours: the SQL standard leaves classes
 * beginning with I to Z, and any digit or letter combination it does not define, to implementations.
 */
const CODE_OF_SQLSTATE: Readonly<Record<string, ReviewErrorCode>> = {
  AC001: 'mayNotDecide',
  AC002: 'fileInUse',
  AC003: 'forbidden',
  AC004: 'invalidValue',
  AC007: 'infectedFile',
  AC008: 'notScanned',
  // deadlock_detected, serialization_failure: two bulk actions crossed; nothing was written.
  '40P01': 'conflict',
  // in_failed_sql_transaction: Strapi undid by hand what a guard refused, in a transaction already lost.
  '25P02': 'conflict',
  // unique_violation: two of one name or number, where only one can be.
  '23505': 'conflict',
  '40001': 'conflict',
};

const CROSSED =
  'Someone changed the same items at the same moment. Nothing was done; please try again.';

/** The refusal that an error of database or decompression stands for, or `undefined` for any other. */
export function refusalOf(error: unknown): ReviewError | undefined {
  const raised = property(error, 'code');
  if (typeof raised !== 'string') return undefined;
  // Data exceptions: a text with NUL, a word where a number is, a number too large.
  if (raised.startsWith('22')) {
    return new ReviewError(
      'invalidValue',
      'The request holds a value that fits no field it is meant for.',
    );
  }
  // zlib's own codes.
  if (raised.startsWith('Z_')) {
    return new ReviewError(
      'invalidValue',
      'The body is not compressed as its Content-Encoding says.',
    );
  }
  const code = CODE_OF_SQLSTATE[raised];
  if (code === undefined) return undefined;
  if (code === 'conflict') return new ReviewError(code, CROSSED);
  // The driver puts the failed statement before the database's own sentence.
  const message = String(property(error, 'message'));
  const sentence = message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '');
  return new ReviewError(code, sentence);
}

/** Koa middleware: the one place where a refusal becomes an HTTP answer, in Strapi's envelope. */
export function errorResponses(
  _config: unknown,
  { strapi }: { strapi: Core.Strapi },
): Core.MiddlewareHandler {
  return async (ctx, next) => {
    try {
      if (ctx.url.includes('%00')) {
        throw new ReviewError('invalidParameter', 'No address holds a NUL character.');
      }
      await next();
    } catch (error) {
      const refusal = error instanceof ReviewError ? error : refusalOf(error);
      if (refusal === undefined) throw error;
      if (error !== refusal) strapi.log.warn('Refused by the database', { error });
      const { code, status, message, details } = refusal;
      ctx.status = status;
      if (typeof details.seconds === 'number') ctx.set('Retry-After', String(details.seconds));
      ctx.body = {
        data: null,
        error: { status, name: 'ReviewError', message, details: { ...details, code } },
      };
    }
  };
}
