import { factories } from '@strapi/strapi';

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
  return {
    name,
    mime,
    ext,
    size: sizeInBytes,
    sha256,
    url: `/api/documents/${String(documentId)}/file`,
  };
}

function presentDocument(document: unknown): unknown {
  if (!isEntry(document) || !isEntry(document['file'])) return document;
  return { ...document, file: presentFile(document['documentId'], document['file']) };
}

export default factories.createCoreController('api::library-document.library-document', () => ({
  async find(ctx) {
    const { data, meta } = await super.find(ctx);
    return { data: Array.isArray(data) ? data.map(presentDocument) : data, meta };
  },

  async findOne(ctx) {
    const found: unknown = await super.findOne(ctx);
    return isEntry(found) ? { ...found, data: presentDocument(found['data']) } : found;
  },
}));
