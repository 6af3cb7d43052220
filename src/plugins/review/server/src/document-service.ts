import type { Core } from '@strapi/strapi';

import type { Snapshot } from './digest';
import { asReview } from './own-write';
import type { ReviewableType } from './reviewable';
import { populateOf, snapshotOf } from './snapshot';

type Values = Record<string, unknown>;

/** The part of Strapi's document service the review calls, for a type known only at run time. */
interface Documents {
  create(params: { data: Values; status: 'draft'; populate: object }): Promise<Values>;
  update(params: { documentId: string; data: Values; status: 'draft' }): Promise<unknown>;
  publish(params: { documentId: string }): Promise<unknown>;
  delete(params: { documentId: string }): Promise<unknown>;
}

function documents(strapi: Core.Strapi, type: ReviewableType): Documents {
  // Strapi types its parameters per uid; for any uid at once no type of its own fits.
  return strapi.documents(type.uid) as unknown as Documents;
}

/** @returns the draft as it was stored, which Strapi reads back at any rate */
export async function createDraft(
  strapi: Core.Strapi,
  type: ReviewableType,
  data: Values,
): Promise<Snapshot> {
  // Of what it was not given a new one has nothing.
  const populate = Object.fromEntries(
    Object.entries(populateOf(type)).filter(([name]) => name in data),
  );
  const row = await asReview(() =>
    documents(strapi, type).create({ data, status: 'draft', populate }),
  );
  return snapshotOf(strapi, type, row);
}

export async function updateDraft(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
  data: Values,
): Promise<void> {
  await asReview(() => documents(strapi, type).update({ documentId, data, status: 'draft' }));
}

export async function publishDraft(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
): Promise<void> {
  await asReview(() => documents(strapi, type).publish({ documentId }));
}

export async function deleteItem(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
): Promise<void> {
  await asReview(() => documents(strapi, type).delete({ documentId }));
}
