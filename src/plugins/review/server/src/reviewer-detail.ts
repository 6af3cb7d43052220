import type { Core } from '@strapi/strapi';

import { transition } from '../../shared/workflow';
import type { ReviewerHistoryEntry, ReviewerSubmissionDetail, ScanView } from '../../shared/wire';
import type { RequestActor } from './actor';
import { isOwnWork } from './approve';
import { categoriesOf, contentFacts } from './content-facts';
import { comparedWith } from './decided-content';
import type { Snapshot } from './digest';
import type { ReviewErrorCode } from './errors';
import { linkForReviewer } from './links/of-submission';
import { listEvents, type EventRow } from './log';
import { reviewableTypes } from './plugin-types';
import { digestOfSnapshot, requireDraft } from './record';
import type { ReviewableType } from './reviewable';
import { viewReading } from './reading/view-reading';
import { scanHindrance } from './scanning/approvable';
import { viewScan } from './scanning/scans';
import { assertInScope } from './scopes';
import { readSettings } from './settings';
import { readSnapshot } from './snapshot';
import { viewQueueRow } from './submission-views';
import type { Submission } from './submission-store';
import { submitterFacts } from './submitter-facts';

function historyEntry(event: EventRow): ReviewerHistoryEntry {
  return {
    id: Number(event.id),
    at: event.at.toISOString(),
    event: event.type,
    revision: event.revision ?? 1,
    reason: event.reason,
    note: event.note,
    internalNote: event.internal_note,
    actor: { kind: event.actor_kind, id: event.actor_id, name: event.actor_name },
    digest: event.digest,
  };
}

async function decidable(
  strapi: Core.Strapi,
  submission: Submission,
  actor: RequestActor,
  scan: ScanView | null,
): Promise<ReviewerSubmissionDetail['decidable']> {
  const refused = (code: ReviewErrorCode, why: string) => ({ allowed: false, code, why }) as const;
  if (!actor.mayDecide) return refused('mayNotDecide', 'You may read the queue, not decide.');
  if (transition(submission.state, 'approve') === undefined) {
    return refused(
      'notDecidable',
      `This submission is ${submission.state}. There is nothing to decide.`,
    );
  }
  const { allowSelfApproval } = await readSettings(strapi);
  if (!allowSelfApproval && (await isOwnWork(strapi, strapi.db.connection, submission, actor))) {
    return refused(
      'selfApproval',
      'You submitted or changed this yourself. Someone else must approve it.',
    );
  }
  const hindrance = scanHindrance(scan?.state ?? null);
  return {
    allowed: true,
    hindrance: hindrance === null ? null : { code: hindrance.code, why: hindrance.message },
  };
}

function fileAddress(
  { id }: Submission,
  snapshot: Snapshot | null,
  version: 'draft' | 'live',
): string | null {
  const hasFile = snapshot?.fields.some(({ kind, value }) => kind === 'file' && value !== null);
  return hasFile === true ? `/review/submissions/${id}/file?version=${version}` : null;
}

/** The columns of the queue, from the content shown and not from what was kept of it. */
function factsShown(type: ReviewableType, draft: Snapshot) {
  const { title, category_ids, missing, file_sha256 } = contentFacts(type, draft);
  return { title, categoryIds: category_ids, missing, fileSha256: file_sha256 };
}

/**
 * Everything the decision needs. The digest is computed from the very content shown.
 * @throws ReviewError `outOfScope`
 */
export async function detailForReviewer(
  strapi: Core.Strapi,
  type: ReviewableType,
  submission: Submission,
  actor: RequestActor,
): Promise<ReviewerSubmissionDetail> {
  const draft = await requireDraft(strapi, type, submission.itemId);
  await assertInScope(strapi, strapi.db.connection, actor, categoriesOf(type, draft));
  const live = await readSnapshot(strapi, type, submission.itemId, 'live');
  const events = await listEvents(strapi.db.connection, submission.id);
  const digest = digestOfSnapshot(type, draft, submission);
  const shown = { ...submission, ...factsShown(type, draft), digest };
  const scan = shown.fileSha256 === null ? null : await viewScan(strapi, shown.fileSha256);
  return {
    ...(await viewQueueRow(strapi, reviewableTypes(strapi), shown)),
    contentType: type.uid,
    content: { draft: draft.fields, live: live?.fields ?? null },
    file: {
      draft: fileAddress(submission, draft, 'draft'),
      live: fileAddress(submission, live, 'live'),
    },
    link: await linkForReviewer(strapi, type, draft),
    reading: await viewReading(strapi, draft, {
      thumbnailAddress: `/review/submissions/${submission.id}/thumbnail?version=draft`,
    }),
    history: events.map(historyEntry),
    compared: await comparedWith(strapi.db.connection, shown, live),
    submitterFacts: await submitterFacts(strapi, submission),
    decidable: await decidable(strapi, submission, actor, scan),
    scan,
  };
}
