/** A JSON Schema (2020-12), as OpenAPI 3.1 has them. */
export type Schema = Readonly<Record<string, unknown>>;

/** A schema of `components/schemas`. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** An object of the fields of `T`, all of them and no others. Those in `optional` may be missing. */
export function closed<T>(
  properties: Readonly<Record<keyof T & string, Schema>>,
  optional: readonly (keyof T & string)[] = [],
): Schema {
  const names: readonly string[] = Object.keys(properties);
  const mayBeMissing: readonly string[] = optional;
  return {
    type: 'object',
    properties,
    required: names.filter((name) => !mayBeMissing.includes(name)),
    additionalProperties: false,
  };
}

export function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export function text(description: string, more: Schema = {}): Schema {
  return { type: 'string', description, ...more };
}

export function count(description: string, more: Schema = {}): Schema {
  return { type: 'integer', minimum: 0, description, ...more };
}

/** Strapi's envelope around what is asked for. */
export function envelope(data: Schema, meta: Schema = NOTHING): Schema {
  return closed<{ data: unknown; meta: unknown }>({ data, meta });
}

export const NOTHING: Schema = { type: 'object', additionalProperties: false };
