import type { Core } from '@strapi/strapi';

import type { QueueRow, SubmissionView } from '../../shared/wire';
import { categoryTypes } from './category-tree';
import { ReviewError } from './errors';
import { property } from './parse/unknown';
import type { ReviewableType } from './reviewable';
import { scanStates } from './scanning/scans';
import { viewSubmission, type Submission } from './submission-store';

export type Types = ReadonlyMap<string, ReviewableType>;

export function typeOf(types: Types, submission: Submission): ReviewableType {
  const type = types.get(submission.contentType);
  if (type === undefined)
    throw new ReviewError('notFound', `${submission.contentType} is not under review any more.`);
  return type;
}

export function viewRow(types: Types, submission: Submission): SubmissionView {
  return viewSubmission(submission, typeOf(types, submission).name);
}

/** Rows of the queue as reviewers see them; the names of all their categories are one query. */
export async function viewQueueRows(
  strapi: Core.Strapi,
  types: Types,
  submissions: readonly Submission[],
): Promise<QueueRow[]> {
  const labels = await categoryLabels(strapi, types, submissions);
  const files = submissions.flatMap(({ fileSha256 }) => fileSha256 ?? []);
  const scanOf = await scanStates(strapi, files);
  const today = new Date().toISOString().slice(0, 10);
  return submissions.map((submission) => {
    const { submitter, fileSha256 } = submission;
    const { kind, id, name } = submitter;
    const dueOn = submission.state === 'pending' ? submission.dueOn : null;
    return {
      ...viewRow(types, submission),
      submitter: { kind, id, name },
      categories: submission.categoryIds.map((documentId) => ({
        documentId,
        label: labels.get(documentId) ?? documentId,
      })),
      dueOn,
      overdue: dueOn !== null && dueOn < today,
      claim: submission.claim,
      missing: submission.missing,
      checks: { scan: fileSha256 === null ? null : scanOf(fileSha256) },
    };
  });
}

export async function viewQueueRow(
  strapi: Core.Strapi,
  types: Types,
  submission: Submission,
): Promise<QueueRow> {
  const [row] = await viewQueueRows(strapi, types, [submission]);
  if (row === undefined) throw new Error('One submission gave no row');
  return row;
}

async function categoryLabels(
  strapi: Core.Strapi,
  types: Types,
  submissions: readonly Submission[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(submissions.flatMap(({ categoryIds }) => categoryIds))];
  const labels = new Map<string, string>();
  if (ids.length === 0) return labels;
  for (const { target, labelAttribute } of categoryTypes(types.values())) {
    const rows: unknown[] = await strapi.db
      .query(target)
      .findMany({ where: { documentId: { $in: ids } }, select: ['documentId', labelAttribute] });
    for (const row of rows) {
      labels.set(String(property(row, 'documentId')), String(property(row, labelAttribute)));
    }
  }
  return labels;
}
