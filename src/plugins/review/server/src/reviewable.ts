import type { Core, UID } from '@strapi/strapi';

import { isRecord } from './parse/unknown';
import { componentsOf, contentTypesOf, type AttributeSchema, type TypeSchema } from './schemas';

/** Attributes Strapi gives every content type. They are not content and no reviewer judges them. */
const SYSTEM_ATTRIBUTES: ReadonlySet<string> = new Set([
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'firstPublishedAt',
  'createdBy',
  'updatedBy',
  'locale',
  'localizations',
]);

const SCALARS: ReadonlySet<string> = new Set([
  'string',
  'text',
  'richtext',
  'email',
  'uid',
  'enumeration',
  'date',
  'datetime',
  'time',
  'integer',
  'biginteger',
  'float',
  'decimal',
  'boolean',
]);

export interface ReviewedAttribute {
  name: string;
  kind: 'scalar' | 'relation' | 'file';
  type: string;
  required: boolean;
  /** Of a relation. */
  many: boolean;
  target: UID.ContentType | null;
  /** Of a relation: the attribute of the target people know it by. */
  labelAttribute: string;
}

/** A content type that opted in with `pluginOptions.review`, and what its options say. */
export interface ReviewableType {
  uid: UID.ContentType;
  /** Plural API name, the type's name on the wire. */
  name: string;
  displayName: string;
  attributes: readonly ReviewedAttribute[];
  /** The attribute that names an item. */
  title: string;
  /** What a registered user may set. */
  submit: readonly string[];
  file: string | null;
  /** The attribute with the web address of what is linked to. */
  link: string | null;
  /** The relation the queue can be narrowed by. */
  category: string | null;
  /** The date attribute that the first approval fills in. */
  approvedOn: string | null;
}

class UnreviewableTypeError extends Error {
  constructor(uid: string, why: string) {
    super(`${uid} cannot be reviewed: ${why}`);
    this.name = 'UnreviewableTypeError';
  }
}

function optionsOf(contentType: TypeSchema): Record<string, unknown> | undefined {
  const options: unknown = contentType.pluginOptions?.review;
  return isRecord(options) && options.enabled === true ? options : undefined;
}

function labelAttributeOf(strapi: Core.Strapi, target: UID.ContentType): string {
  const found = Object.entries(contentTypesOf(strapi).get(target)?.attributes ?? {}).find(
    ([name, attribute]) => attribute.type === 'string' && !SYSTEM_ATTRIBUTES.has(name),
  );
  return found?.[0] ?? 'documentId';
}

function describeAttribute(
  strapi: Core.Strapi,
  uid: string,
  name: string,
  attribute: AttributeSchema,
): ReviewedAttribute {
  const described = {
    name,
    type: attribute.type,
    required: attribute.required === true,
    many: false,
    target: null,
    labelAttribute: 'documentId',
  };
  if (SCALARS.has(attribute.type)) return { ...described, kind: 'scalar' };
  if (attribute.type === 'media') {
    if (attribute.multiple === true) {
      throw new UnreviewableTypeError(uid, `"${name}" holds several files, and one is reviewed.`);
    }
    return { ...described, kind: 'file' };
  }
  if (attribute.type === 'relation' && attribute.target !== undefined) {
    const target = attribute.target as UID.ContentType; // a morph relation has no `target`
    if (attribute.inversedBy !== undefined || attribute.mappedBy !== undefined) {
      throw new UnreviewableTypeError(
        uid,
        `the relation "${name}" has an inverse, which would show pending items.`,
      );
    }
    const many = attribute.relation?.endsWith('ToMany') === true;
    return {
      ...described,
      kind: 'relation',
      many,
      target,
      labelAttribute: labelAttributeOf(strapi, target),
    };
  }
  throw new UnreviewableTypeError(
    uid,
    `"${name}" is of type ${attribute.type}, which has no digest.`,
  );
}

function namedAttribute(
  uid: string,
  options: Record<string, unknown>,
  option: string,
  attributes: readonly ReviewedAttribute[],
  kinds: readonly string[],
): string | null {
  const name = options[option];
  if (name === undefined) return null;
  const attribute = attributes.find((candidate) => candidate.name === name);
  if (attribute === undefined || !kinds.includes(attribute.kind)) {
    throw new UnreviewableTypeError(
      uid,
      `pluginOptions.review.${option} names no ${kinds.join(' or ')} attribute.`,
    );
  }
  return attribute.name;
}

function describeType(
  strapi: Core.Strapi,
  contentType: TypeSchema,
  options: Record<string, unknown>,
): ReviewableType {
  const { uid } = contentType;
  if (contentType.options?.draftAndPublish !== true) {
    throw new UnreviewableTypeError(uid, 'it has no draft and publish.');
  }
  const i18n: unknown = contentType.pluginOptions?.i18n;
  if (isRecord(i18n) && i18n.localized === true) {
    throw new UnreviewableTypeError(uid, 'it is localised, and no rules for locales exist yet.');
  }
  const attributes = Object.entries(contentType.attributes)
    .filter(([name]) => !SYSTEM_ATTRIBUTES.has(name))
    .map(([name, attribute]) => describeAttribute(strapi, uid, name, attribute));
  const title = namedAttribute(uid, options, 'title', attributes, ['scalar']);
  if (title === null)
    throw new UnreviewableTypeError(uid, 'pluginOptions.review.title is missing.');
  const submit: unknown = options.submit;
  if (
    !Array.isArray(submit) ||
    !submit.every((name): name is string => attributes.some((a) => a.name === name))
  ) {
    throw new UnreviewableTypeError(
      uid,
      'pluginOptions.review.submit must list attributes of the type.',
    );
  }
  const file = namedAttribute(uid, options, 'file', attributes, ['file']);
  const uncovered = attributes.find((a) => a.kind === 'file' && a.name !== file);
  if (uncovered !== undefined) {
    throw new UnreviewableTypeError(
      uid,
      `the file "${uncovered.name}" is not pluginOptions.review.file.`,
    );
  }
  return {
    uid: uid as UID.ContentType, // it is the uid of a content type
    name: contentType.info.pluralName,
    displayName: contentType.info.displayName,
    attributes,
    title,
    submit,
    file,
    link: namedAttribute(uid, options, 'link', attributes, ['scalar']),
    category: namedAttribute(uid, options, 'category', attributes, ['relation']),
    approvedOn: namedAttribute(uid, options, 'approvedOn', attributes, ['scalar']),
  };
}

/**
 * A relation to a reviewable item from where no drafts exist joins live and pending rows alike:
 * a filter through it would answer questions about pending ones.
 */
function assertNobodyPointsAt(strapi: Core.Strapi, uids: ReadonlySet<string>): void {
  const hosts = [...contentTypesOf(strapi).values(), ...componentsOf(strapi)];
  for (const host of hosts) {
    if (host.options?.draftAndPublish === true) continue;
    for (const [name, attribute] of Object.entries(host.attributes)) {
      if (attribute.target !== undefined && uids.has(attribute.target)) {
        throw new UnreviewableTypeError(
          attribute.target,
          `${host.uid} has no drafts and points at it by "${name}", which would show pending items.`,
        );
      }
    }
  }
}

/**
 * The content types under review.
 * @throws Error naming the type and the reason, where one opted in that cannot keep the promise
 * (design, section 3). Start-up fails on it.
 */
export function listReviewableTypes(strapi: Core.Strapi): ReviewableType[] {
  const types = [...contentTypesOf(strapi).values()].flatMap((contentType) => {
    const options = optionsOf(contentType);
    return options === undefined ? [] : [describeType(strapi, contentType, options)];
  });
  assertNobodyPointsAt(strapi, new Set(types.map((type) => type.uid)));
  return types;
}
