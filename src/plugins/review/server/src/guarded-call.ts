import type { Core } from '@strapi/strapi';

import { isSameActor, type RequestActor } from './actor';
import { ReviewError } from './errors';
import type { Transaction } from './item-lock';
import { logRefusal } from './log';
import { isRecord, property } from './parse/unknown';
import type { ReviewableType } from './reviewable';
import type { Submission } from './submission-store';

/** One guarded call of the document service. */
export interface Call {
  strapi: Core.Strapi;
  type: ReviewableType;
  params: Record<string, unknown>;
  actor: RequestActor;
  next: () => Promise<unknown>;
}

const IDENTITY: ReadonlySet<string> = new Set(['id', 'documentId', 'publishedAt', 'locale']);

export const PUBLISH_BY_APPROVAL =
  'Nothing is published without a decision. Save it as a draft; someone who may decide then approves it.';
export const MAY_NOT =
  'You may not decide on submissions. Your changes can wait in the queue for someone who may.';

export function documentIdOf({ params, type }: Call): string {
  const id = params.documentId;
  if (typeof id !== 'string' || id === '') {
    throw new ReviewError('invalidValue', `A ${type.displayName} is named by its documentId.`);
  }
  return id;
}

export function documentIdIn(result: unknown): string {
  const id = property(result, 'documentId');
  if (typeof id !== 'string') throw new Error('The document service named no document');
  return id;
}

export function assertDraftOnly({ params }: Call): void {
  if (params.status === 'published') throw new ReviewError('mayNotDecide', PUBLISH_BY_APPROVAL);
}

/**
 * Takes out what names a row and not its content. The content manager hands on whatever the browser
 * sent: a chosen `documentId` becomes part of addresses in other people's browsers, a chosen `id`
 * blocks the next row that the database gives that number.
 */
export function dropIdentity({ params }: Call): void {
  const { data } = params;
  if (!isRecord(data)) return;
  params.data = Object.fromEntries(Object.entries(data).filter(([name]) => !IDENTITY.has(name)));
}

/** People need the right to decide; the server's own code may always take something down. */
export function mayTakeDown(actor: RequestActor): boolean {
  return actor.kind === 'system' || actor.mayDecide;
}

/** What was never public may also go by the hand of whoever submitted it. */
export function isOwnAndUnseen(
  actor: RequestActor,
  { approvedDigest, submitter }: Submission,
): boolean {
  return approvedDigest === null && isSameActor(submitter, actor);
}

/** Refuses, and has the refusal logged once the caller's transaction is rolled back. */
export function refuse(
  call: Call,
  transaction: Transaction,
  submission: Submission,
  error: ReviewError,
): never {
  transaction.onRollback(() => {
    void logRefusal(call.strapi, submission, call.actor, {
      code: error.code,
      digest: submission.digest,
    });
  });
  throw error;
}
