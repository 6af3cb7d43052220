import { posix } from 'node:path';

// koa-static decodes once and proxies may do so before it; nobody honest needs more.
const MAX_DECODINGS = 8;

function decode(path: string): string {
  return path.replace(/(?:%[0-9a-f]{2})+/giu, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('latin1'); // not UTF-8, still bytes
    }
  });
}

function firstFolder(path: string): string {
  const [, first = ''] = posix.normalize(`/${path.replaceAll('\\', '/')}`).split('/');
  // File systems of Windows and macOS find "UPLOADS", "uploads." and even "uploadſ".
  return first
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.\0]+$/gu, '');
}

/**
 * Whether a request path may lead into `/uploads` for anyone who reads it, however it is spelt:
 * encoded, repeatedly encoded, with other slashes, dots or case.
 */
export function reachesUploads(path: string): boolean {
  let current = path;
  for (let pass = 0; pass <= MAX_DECODINGS; pass += 1) {
    if (firstFolder(current) === 'uploads') return true;
    const decoded = decode(current);
    if (decoded === current) return false;
    current = decoded;
  }
  return true;
}

/** Whether a path is spelt the one way stored files are addressed: `/uploads/<name>`. */
export function isPlainUploadUrl(path: string): boolean {
  return /^\/uploads\/[\w-][\w.-]*$/u.test(path);
}

/**
 * The hash of the image whose format this could be: formats are called `<format>_<hash><ext>`,
 * and no format's name has an underscore.
 */
export function hashOfOriginal(path: string): string | null {
  return /^\/uploads\/[a-z0-9-]+_([\w-]+)\.\w+$/iu.exec(path)?.[1] ?? null;
}
