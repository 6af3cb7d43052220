import type { Core } from '@strapi/strapi';

type Entry = Record<string, unknown>;

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null;
}

/**
 * What a website needs of a document's file. `/uploads` never serves it, so its address is that of
 * the route that does; captions and storage details are nobody's business.
 */
function presentFile(documentId: unknown, file: Entry): Entry {
  const { name, mime, ext, sizeInBytes, sha256 } = file;
  const url = `/api/documents/${String(documentId)}/file`;
  const immutableUrl =
    typeof sha256 === 'string' ? `${url}/${sha256}/${encodeURIComponent(String(name))}` : null;
  return { name, mime, ext, size: sizeInBytes, sha256, url, immutableUrl };
}

function presentDocument(document: unknown): unknown {
  if (!isEntry(document) || !isEntry(document.file)) return document;
  return { ...document, file: presentFile(document.documentId, document.file) };
}

/** Route middleware: gives the answer's files their public shape. */
export const presentFiles: Core.MiddlewareHandler = async (ctx, next) => {
  await next();
  const body: unknown = ctx.body;
  if (!isEntry(body)) return;
  const data = Array.isArray(body.data)
    ? body.data.map(presentDocument)
    : presentDocument(body.data);
  ctx.body = { ...body, data };
};
