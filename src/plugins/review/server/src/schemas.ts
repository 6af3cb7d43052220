import type { Core } from '@strapi/strapi';

/** What is read of a schema here. Strapi's own types are unions over the types that happen to exist. */
export interface AttributeSchema {
  type: string;
  required?: boolean;
  multiple?: boolean;
  relation?: string;
  target?: string;
  inversedBy?: string;
  mappedBy?: string;
}
export interface TypeSchema {
  uid: string;
  info: { pluralName: string; displayName: string };
  options?: { draftAndPublish?: boolean };
  pluginOptions?: Record<string, unknown>;
  attributes: Record<string, AttributeSchema>;
}

export function contentTypesOf(strapi: Core.Strapi): ReadonlyMap<string, TypeSchema> {
  return new Map(Object.entries(strapi.contentTypes as unknown as Record<string, TypeSchema>));
}

export function componentsOf(strapi: Core.Strapi): TypeSchema[] {
  return Object.values(strapi.components as unknown as Record<string, TypeSchema>);
}
