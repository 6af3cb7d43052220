import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { actorOf, type RequestActor } from '../actor';
import { requireSubmission } from '../decide';
import { ReviewError } from '../errors';
import { assertKnown } from '../parse/closed-query';
import { assertVisible } from '../scopes';
import type { Submission } from '../submission-store';

/** What a request at the desk is by and about. */
export function actorIn(ctx: Context): RequestActor {
  return actorOf(ctx.state);
}

export function idIn(ctx: Context): string {
  const params = ctx.params as Record<string, string | undefined>; // what the router matched
  return params.id ?? '';
}

/** @throws ReviewError `notFound` for what is no number, which names nothing */
export function numberIn(ctx: Context): number {
  const id = idIn(ctx);
  if (/^[1-9]\d{0,8}$/.test(id)) return Number(id);
  throw new ReviewError('notFound', 'There is no such view.');
}

/** @throws ReviewError `invalidParameter` for any other than the parameters named */
export function onlyParameters(ctx: Context, ...known: string[]): void {
  assertKnown(ctx.query, known);
}

/** The submission a request names. @throws ReviewError `notFound`, `outOfScope` */
export async function visibleSubmission(strapi: Core.Strapi, ctx: Context): Promise<Submission> {
  const submission = await requireSubmission(strapi, idIn(ctx));
  await assertVisible(strapi, submission, actorIn(ctx));
  return submission;
}
