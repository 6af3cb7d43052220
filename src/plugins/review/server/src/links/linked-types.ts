import type { Core, UID } from '@strapi/strapi';

import { columnOf } from '../database/storage';
import { isRecord } from '../parse/unknown';
import { contentTypesOf, type TypeSchema } from '../schemas';

/** A content type whose entries hold a web address that is looked at: `pluginOptions.review.link` names the attribute. */
export interface LinkedType {
  uid: UID.ContentType;
  /** Plural API name. */
  name: string;
  /** The attribute with the address, and the one people know an entry by. */
  link: string;
  title: string;
  table: string;
  column: string;
  titleColumn: string;
  /** Whether its entries go through review. Those of others are public as they are. */
  isReviewed: boolean;
}

const TITLES = ['title', 'name'];

function describe(strapi: Core.Strapi, schema: TypeSchema): LinkedType | null {
  const options: unknown = schema.pluginOptions?.review;
  if (!isRecord(options) || options.link === undefined) return null;
  const { link, enabled } = options;
  const uid = schema.uid as UID.ContentType; // it is the uid of a content type
  if (typeof link !== 'string' || schema.attributes[link] === undefined) {
    throw new Error(`${uid}: pluginOptions.review.link names no attribute.`);
  }
  const title =
    typeof options.title === 'string'
      ? options.title
      : TITLES.find((name) => schema.attributes[name] !== undefined);
  if (title === undefined) throw new Error(`${uid}: its links have neither title nor name.`);
  return {
    uid,
    name: schema.info.pluralName,
    link,
    title,
    table: strapi.db.metadata.get(uid).tableName,
    column: columnOf(strapi, uid, link),
    titleColumn: columnOf(strapi, uid, title),
    isReviewed: enabled === true,
  };
}

/** @throws Error where an option names what does not exist; start-up fails on it. */
export function linkedTypes(strapi: Core.Strapi): LinkedType[] {
  return [...contentTypesOf(strapi).values()].flatMap((schema) => describe(strapi, schema) ?? []);
}

/** An address as it is known by: without its fragment, which no server ever sees. */
export function linkKey(url: string): string {
  const [address = ''] = url.split('#', 1);
  return address;
}
