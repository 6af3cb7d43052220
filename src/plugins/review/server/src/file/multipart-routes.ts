/** Who has to be able to prove who they are before a body is read. */
export type Door = 'contentApi' | 'admin';

interface MultipartRoute {
  method: string;
  pattern: RegExp;
  door: Door;
}

/**
 * koa-router (path-to-regexp 6) matches the path as it came, neither decoded nor cleaned: without
 * regard to case, with at most one slash at the end, a parameter being anything but `/`, `#`, `?`.
 * This list matches the same way, so whatever it refuses no route would have answered.
 */
function route(method: string, path: string, door: Door): MultipartRoute {
  const literal = path.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/:\w+/gu, '[^/#?]+');
  return { method, pattern: new RegExp(`^${literal}[/#?]?$`, 'iu'), door };
}

/** Every route of ours and of Strapi 5.54 that reads files from a form, or fields the admin panel sends as one. */
function multipartRoutes(apiPrefix: string): MultipartRoute[] {
  return [
    route('POST', `${apiPrefix}/submissions/:type`, 'contentApi'),
    route('PUT', `${apiPrefix}/submissions/:id`, 'contentApi'),
    route('POST', `${apiPrefix}/upload`, 'contentApi'),
    route('POST', '/upload', 'admin'),
    route('POST', '/upload/files', 'admin'),
    route('PUT', '/upload/files/:id', 'admin'),
    route('POST', '/upload/files/:id/replace', 'admin'),
    route('POST', '/admin/project-settings', 'admin'),
  ];
}

/** Finds the door a form may come in by, or `null` where none is expected. */
export function multipartDoors(apiPrefix: string): (method: string, path: string) => Door | null {
  const routes = multipartRoutes(apiPrefix);
  return (method, path) =>
    routes.find((candidate) => candidate.method === method && candidate.pattern.test(path))?.door ??
    null;
}

const FORM =
  /^multipart\/form-data\s*;\s*boundary=(?:"[^"\r\n]{1,70}"|[^\s;"]{1,70})\s*(?:;\s*charset=[\w-]+\s*)?$/iu;

/**
 * Whether any part of the stack could take this content type for a form with files. Wider than the
 * standard on purpose: formidable searches the whole header for these words.
 */
export function mentionsMultipart(contentType: string): boolean {
  return /multipart/iu.test(contentType);
}

/** `multipart/form-data` with one boundary (RFC 7578, RFC 2046: 1 to 70 characters) and nothing else. */
export function isPlainForm(contentType: string): boolean {
  return FORM.test(contentType.trim());
}
