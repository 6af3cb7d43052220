import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { storedChecks } from '../checks/stored-checks';
import { scopeOfReviewer } from '../checks/twins';
import { reviewableType } from '../plugin-types';
import { requireDraft } from '../record';
import { actorIn, onlyParameters, visibleSubmission } from './desk-request';

/** Not with the submission itself: it takes longer to find out, and nobody waits for it to begin reading. */
export function checksActions(strapi: Core.Strapi) {
  return {
    async checks(ctx: Context) {
      onlyParameters(ctx);
      const submission = await visibleSubmission(strapi, ctx);
      const type = reviewableType(strapi, submission.contentType);
      const draft = await requireDraft(strapi, type, submission.itemId);
      const scope = await scopeOfReviewer(strapi, actorIn(ctx));
      const stored = { type, submission, draft };
      ctx.body = { data: await storedChecks(strapi, stored, { kind: 'reviewer', scope }) };
    },
  };
}
