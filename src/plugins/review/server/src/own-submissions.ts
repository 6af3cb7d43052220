import type { Core } from '@strapi/strapi';

import type { EventType } from '../../shared/workflow';
import type { Many, OwnSubmissionDetail, SubmissionView } from '../../shared/wire';
import type { RequestActor } from './actor';
import { storedChecks } from './checks/stored-checks';
import { linkForSubmitter } from './links/of-submission';
import { listEvents, type EventRow } from './log';
import type { ClosedQuery, QuerySpec } from './parse/closed-query';
import { viewReading } from './reading/view-reading';
import type { ReviewableType } from './reviewable';
import { readFileOf, readSnapshot } from './snapshot';
import { filterByState, filterByType, ofKnownTypes, page } from './submission-query';
import { viewSubmission, type Submission } from './submission-store';
import { viewRow, type Types } from './submission-views';

export const OWN_QUERY = {
  filters: ['state', 'type'],
  search: false,
  sort: ['submittedAt', 'title'],
  defaultSort: 'submittedAt:desc',
} as const satisfies QuerySpec;

/** The caller's own submissions. */
export async function listOwn(
  strapi: Core.Strapi,
  types: Types,
  actor: RequestActor,
  request: ClosedQuery,
): Promise<Many<SubmissionView>> {
  const query = ofKnownTypes(strapi, types).where({
    submitter_kind: actor.kind,
    submitter_id: actor.id,
  });
  filterByState(query, request.filters.state, []);
  filterByType(query, types, request.filters.type);
  const { data, meta } = await page(strapi, query, request);
  return { data: data.map((submission) => viewRow(types, submission)), meta };
}

/** How reviewers work together is no affair of the submitter's. */
const AMONG_REVIEWERS: readonly EventType[] = ['refused', 'claimed', 'handed', 'released'];

/** What submitters see of the log: what happened and why. */
function ownHistory(events: EventRow[]): OwnSubmissionDetail['history'] {
  return events
    .filter(({ type }) => !AMONG_REVIEWERS.includes(type))
    .map(({ at, type, revision, reason, note }) => ({
      at: at.toISOString(),
      event: type,
      revision: revision ?? 1,
      reason,
      note,
    }));
}

export async function detailOwn(
  strapi: Core.Strapi,
  type: ReviewableType,
  submission: Submission,
): Promise<OwnSubmissionDetail> {
  const snapshot = await readSnapshot(strapi, type, submission.itemId, 'draft');
  const events = await listEvents(strapi.db.connection, submission.id);
  const own = new Set([...type.submit, type.file]);
  const fileId = (await readFileOf(strapi, type, submission.itemId, 'draft'))?.id ?? 0;
  return {
    ...viewSubmission(submission, type.name),
    // Not the slug: a number in it would tell that a pending item holds the name.
    content: (snapshot?.fields ?? []).filter(({ name }) => own.has(name)),
    link: snapshot === null ? null : await linkForSubmitter(strapi, type, snapshot, submission),
    reading:
      snapshot === null
        ? null
        : await viewReading(strapi, snapshot, {
            thumbnailAddress: `/api/submissions/${submission.id}/thumbnail`,
            fileId,
          }),
    checks:
      snapshot === null
        ? null
        : await storedChecks(
            strapi,
            { type, submission, draft: snapshot },
            { kind: 'submitter', fileId },
          ),
    history: ownHistory(events),
  };
}
