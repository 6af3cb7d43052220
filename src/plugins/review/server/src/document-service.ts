import type { Core } from '@strapi/strapi';

import type { ReviewableType } from './reviewable';
import { asReview } from './own-write';

type Values = Record<string, unknown>;

/** The part of Strapi's document service the review calls, for a type known only at run time. */
interface Documents {
  create(params: { data: Values; status: 'draft' }): Promise<{ documentId: string }>;
  update(params: { documentId: string; data: Values; status: 'draft' }): Promise<unknown>;
  publish(params: { documentId: string }): Promise<unknown>;
  delete(params: { documentId: string }): Promise<unknown>;
}

function documents(strapi: Core.Strapi, type: ReviewableType): Documents {
  // Strapi types its parameters per uid; for any uid at once no type of its own fits.
  return strapi.documents(type.uid) as unknown as Documents;
}

export async function createDraft(
  strapi: Core.Strapi,
  type: ReviewableType,
  data: Values,
): Promise<string> {
  const created = await asReview(() => documents(strapi, type).create({ data, status: 'draft' }));
  return created.documentId;
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
