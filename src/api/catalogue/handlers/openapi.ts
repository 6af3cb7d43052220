import { type DocumentSettings, openApiDocument } from '../openapi/document';
import { parseNothing } from '../params/others';
import { type Handler, sendJson } from './answering';

/** `GET /api/openapi.json`: what all the others answer. */
export function openApi(settings: DocumentSettings): Handler {
  const document = JSON.stringify(openApiDocument(settings));
  return (ctx) => {
    parseNothing(ctx.querystring);
    sendJson(ctx, document);
  };
}
