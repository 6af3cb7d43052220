import { ERROR_SCHEMAS } from './error-schemas';
import { ITEM_SCHEMAS } from './item-schemas';
import { LIST_SCHEMAS } from './list-schemas';
import { PATHS } from './paths';
import { RESPONSES } from './responses';
import type { Schema } from './schema';
import { SYNDICATION_SCHEMAS } from './syndication-schemas';

export interface DocumentSettings {
  publicUrl: string;
  libraryName: string;
  contactEmail: string;
}

const DESCRIPTION = `Everything that is live in the library, and nothing else.

Read it a page at a time, or copy it once with \`/api/catalogue/export\` and follow \`/api/catalogue/changes\` from the
cursor on its last line.

Parameters are closed lists: an unknown one is refused, with the nearest that is known. Answers may be kept: send
\`If-None-Match\`. HEAD is answered wherever GET is. Every refusal has a code in \`error.details.code\`.`;

const TAGS = [
  { name: 'Reading', description: 'For pages that show items.' },
  { name: 'Copying', description: 'For whoever keeps a copy.' },
  { name: 'Following', description: 'For readers and search engines.' },
];

/** The catalogue's contract, as OpenAPI 3.1 has it (https://spec.openapis.org/oas/v3.1.1.html). */
export function openApiDocument({
  publicUrl,
  libraryName,
  contactEmail,
}: DocumentSettings): Schema {
  return {
    openapi: '3.1.1',
    info: {
      title: `${libraryName}: the catalogue`,
      version: '1.0.0',
      description: DESCRIPTION,
      contact: { email: contactEmail },
    },
    servers: [{ url: publicUrl }],
    tags: TAGS,
    // A library may be closed to the public; a token of a member or an application then opens it.
    security: [{}, { token: [] }],
    paths: PATHS,
    components: {
      schemas: { ...ITEM_SCHEMAS, ...LIST_SCHEMAS, ...ERROR_SCHEMAS, ...SYNDICATION_SCHEMAS },
      responses: RESPONSES,
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}
