import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import type { Schema } from '../../src/api/catalogue/openapi/schema';

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface Described {
  required?: boolean;
  schema: Schema;
}

interface ResponseObject {
  $ref?: string;
  headers?: Record<string, Described>;
  content?: Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>;
}

interface Operation {
  parameters?: Parameter[];
  responses: Record<string, ResponseObject>;
}

/** As much of an OpenAPI document as the tests read. */
export interface OpenApi extends Record<string, unknown> {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, ResponseObject> };
}

const DEFINITIONS = 'https://contract.example/schemas';

/** Ajv reads schemas, not documents: references into the document become references to its schemas alone. */
function standingAlone(schema: Schema): Schema {
  const text = JSON.stringify(schema);
  return JSON.parse(text.replaceAll('"#/components/schemas/', `"${DEFINITIONS}#/$defs/`)) as Schema;
}

/** What a document promises, to hold answers against. */
export class Contract {
  private readonly ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: OpenApi) {
    addFormats(this.ajv);
    this.ajv.addSchema({ $id: DEFINITIONS, $defs: standingAlone(document.components.schemas) });
  }

  /** Every operation and status, as `GET /api/catalogue 200`. */
  promises(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    );
  }

  parametersOf(path: string): Parameter[] {
    return this.operation(path, 'GET').parameters ?? [];
  }

  /** A schema with the schemas it refers to at its root put in its place. */
  resolve(schema: Schema): Schema {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const found = this.document.components.schemas[nameIn($ref)];
    if (found === undefined) throw new Error(`There is no ${$ref}`);
    return this.resolve(found);
  }

  /** Everything in which the answer is not as promised, a sentence each. */
  async problems(path: string, response: Response, method = 'GET'): Promise<string[]> {
    const promised = this.responseOf(path, method, response.status);
    if (promised === undefined) return [`${path} answers ${response.status}, unannounced`];
    const found = this.headerProblems(promised, response.headers);
    const body = await response.text();
    if (promised.content === undefined) return body === '' ? found : [...found, 'It has a body'];
    const type = (response.headers.get('content-type') ?? '').replace(/;.*$/, '');
    const schema = promised.content[type]?.schema;
    if (schema === undefined) return [...found, `"${type}" is not announced`];
    return [...found, ...valuesIn(type, body).flatMap((value) => this.errorsOf(schema, value))];
  }

  /** What is wrong with the examples of the document. */
  exampleProblems(): string[] {
    const media = Object.values(this.document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ responses }) => Object.values(responses))
      .flatMap(({ content }) => Object.values(content ?? {}));
    return media.flatMap(({ schema, examples }) =>
      Object.values(examples ?? {}).flatMap(({ value }) => this.errorsOf(schema, value)),
    );
  }

  errorsOf(schema: Schema, value: unknown): string[] {
    const validate = this.validatorOf(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }

  private operation(path: string, method: string): Operation {
    const operation = this.document.paths[path]?.[method.toLowerCase()];
    if (operation === undefined) throw new Error(`${method} ${path} is not described`);
    return operation;
  }

  private responseOf(path: string, method: string, status: number): ResponseObject | undefined {
    const found = this.operation(path, method).responses[String(status)];
    return found?.$ref === undefined
      ? found
      : this.document.components.responses[nameIn(found.$ref)];
  }

  private headerProblems({ headers = {} }: ResponseObject, given: Headers): string[] {
    return Object.entries(headers).flatMap(([name, { required, schema }]) => {
      const value = given.get(name);
      if (value === null) return required === true ? [`${name} is missing`] : [];
      return this.errorsOf(schema, value).map((error) => `${name}: ${error}`);
    });
  }

  private validatorOf(schema: Schema): ValidateFunction {
    const text = JSON.stringify(schema);
    const known = this.validators.get(text);
    if (known !== undefined) return known;
    const made = this.ajv.compile(standingAlone(schema));
    this.validators.set(text, made);
    return made;
  }
}

function nameIn(reference: string): string {
  return reference.replace(/^.*\//, '');
}

/** What the schema of a media type is about: one JSON value, one of each line, or the text. */
function valuesIn(type: string, body: string): unknown[] {
  if (type === 'application/x-ndjson') {
    return body
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  }
  return [/[/+]json$/.test(type) ? (JSON.parse(body) as unknown) : body];
}

/** The contract as the application itself hands it out. */
export async function contractAt(url: string): Promise<Contract> {
  const response = await fetch(`${url}/api/openapi.json`);
  return new Contract((await response.json()) as OpenApi);
}
