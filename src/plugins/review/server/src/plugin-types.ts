import type { Core } from '@strapi/strapi';

import { ReviewError } from './errors';
import { listReviewableTypes, type ReviewableType } from './reviewable';

const known = new WeakMap<Core.Strapi, ReadonlyMap<string, ReviewableType>>();

/** The types under review by uid; read from the schemas once, which are fixed after loading. */
export function reviewableTypes(strapi: Core.Strapi): ReadonlyMap<string, ReviewableType> {
  const found = known.get(strapi);
  if (found !== undefined) return found;
  const types = new Map<string, ReviewableType>(
    listReviewableTypes(strapi).map((type) => [type.uid, type]),
  );
  known.set(strapi, types);
  return types;
}

export function reviewableType(strapi: Core.Strapi, uid: string): ReviewableType {
  const type = reviewableTypes(strapi).get(uid);
  if (type === undefined) throw new ReviewError('notFound', `${uid} is not under review.`);
  return type;
}

/** By its plural API name, as in an address. @throws ReviewError `notFound` */
export function reviewableTypeNamed(strapi: Core.Strapi, name: string): ReviewableType {
  const type = [...reviewableTypes(strapi).values()].find((candidate) => candidate.name === name);
  if (type === undefined)
    throw new ReviewError('notFound', 'Nothing of this kind can be submitted.');
  return type;
}
