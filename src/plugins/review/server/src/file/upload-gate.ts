import type { Core } from '@strapi/strapi';
import { LRUCache } from 'lru-cache';

import { ReviewError } from '../errors';
import { isPlainForm, mentionsMultipart, multipartDoors, type Door } from './multipart-routes';
import {
  isOurFormidable,
  prepareUploadDir,
  sweepUploadDir,
  withTempFiles,
  type FormidableOptions,
} from './temp-files';

type Context = Parameters<Core.MiddlewareHandler>[0];

// Room for boundaries, part headers and text fields next to the files.
const FORM_OVERHEAD = 2 * 1024 ** 2;

const API_TOKEN = /^[0-9a-f]{256}$/u;

function bodyOptions(strapi: Core.Strapi): FormidableOptions {
  const middlewares: unknown = strapi.config.get('middlewares');
  const entries: unknown[] = Array.isArray(middlewares) ? middlewares : [];
  for (const entry of entries) {
    const { name, config } = entry as { name?: string; config?: { formidable?: unknown } }; // a string has neither
    if (name === 'strapi::body' && isOurFormidable(config?.formidable)) return config.formidable;
  }
  throw new Error(
    'config/middlewares: strapi::body needs `formidable: formidableOptions({ maxFileSize })` next to the upload gate.',
  );
}

function bearerToken(ctx: Context): string | null {
  return /^Bearer\s+(\S+)$/iu.exec(ctx.get('Authorization').trim())?.[1] ?? null;
}

/** Services of Strapi's own that their packages do not describe, hence the cast below. */
interface JwtService {
  verify(token: string): Promise<unknown>;
}
interface ApiTokenService {
  hash(token: string): string;
  getByAccessKey(hash: string): Promise<{ expiresAt: string | null } | null>;
}

async function isApiToken(strapi: Core.Strapi, token: string): Promise<boolean> {
  if (!API_TOKEN.test(token)) return false;
  const service = strapi.service('admin::api-token-content-api') as unknown as ApiTokenService;
  const found = await service.getByAccessKey(service.hash(token));
  return found !== null && (found.expiresAt === null || new Date(found.expiresAt) > new Date());
}

/**
 * Tokens that were genuine just now, by door: telling costs a signature and a statement or two, which a member who
 * sends one file after another need not pay twice for each. The route asks anew, so a token that ends meanwhile
 * opens nothing.
 */
const GENUINE_MS = 10_000;
const GENUINE_TOKENS = 1_000;

/** Whether the token is genuine. Whom it belongs to and what they may do, the route asks later. */
async function isGenuine(strapi: Core.Strapi, token: string, door: Door): Promise<boolean> {
  if (await isApiToken(strapi, token)) return true;
  if (door === 'admin') return strapi.sessionManager('admin').validateAccessToken(token).isValid;
  const jwt: JwtService = strapi.plugin('users-permissions').service('jwt');
  return jwt.verify(token).then(
    () => true,
    () => false,
  ); // it rejects, and only for bad tokens
}

function createAuthentication(strapi: Core.Strapi) {
  const genuine = new LRUCache<string, true>({ max: GENUINE_TOKENS, ttl: GENUINE_MS });
  return async (ctx: Context, door: Door): Promise<void> => {
    const token = bearerToken(ctx);
    if (token !== null) {
      const key = `${door} ${token}`;
      if (genuine.has(key)) return;
      if (await isGenuine(strapi, token, door)) {
        genuine.set(key, true);
        return;
      }
    }
    throw new ReviewError('unauthorized', 'Log in before you send a file.');
  };
}

function tooLarge(maxFileSize: number): ReviewError {
  const megabytes = Math.floor(maxFileSize / 1024 ** 2);
  return new ReviewError(
    'fileTooLarge',
    `Files may have ${megabytes} MB at most. Reduce the file and upload it again.`,
  );
}

/** formidable's errors carry the status it would answer; Strapi makes 500 of all of them. */
function refusalOfFormError(error: unknown, maxFileSize: number): ReviewError | null {
  if (!(error instanceof Error) || !('httpCode' in error)) return null;
  if (error.httpCode === 413) return tooLarge(maxFileSize);
  return new ReviewError(
    'invalidFile',
    'The form could not be read to its end. Please send it again.',
  );
}

async function readForm(
  strapi: Core.Strapi,
  ctx: Context,
  { uploadDir, maxFileSize }: FormidableOptions,
  next: () => Promise<unknown>,
): Promise<void> {
  try {
    await withTempFiles(strapi, ctx.req, uploadDir, async () => {
      await next();
    });
  } catch (error) {
    throw refusalOfFormError(error, maxFileSize) ?? error;
  }
  // strapi::body answers a file that is too large by itself, with "FileTooBig".
  if (ctx.status === 413) throw tooLarge(maxFileSize);
}

/**
 * Koa middleware, to stand before `strapi::body`, which reads forms on every route, from anyone, and
 * leaves their files behind. Here a form is read only where one is expected and only from someone
 * with a genuine token, and whatever it brought is gone when the request ends.
 */
export function createUploadGate(strapi: Core.Strapi): Core.MiddlewareHandler {
  const options = bodyOptions(strapi);
  const assertAuthenticated = createAuthentication(strapi);
  const doorOf = multipartDoors(strapi.config.get('api.rest.prefix', '/api'));
  prepareUploadDir(options.uploadDir);
  void sweepUploadDir(strapi, options.uploadDir);
  return async (ctx, next) => {
    const contentType = ctx.get('Content-Type');
    if (!mentionsMultipart(contentType)) {
      await next();
      return;
    }
    const door = doorOf(ctx.method, ctx.path);
    if (door === null || !isPlainForm(contentType)) {
      throw new ReviewError(
        'unsupportedFileType',
        'No form with files is expected here. Send the data as application/json.',
      );
    }
    await assertAuthenticated(ctx, door);
    if (Number(ctx.get('Content-Length')) > options.maxFileSize + FORM_OVERHEAD)
      throw tooLarge(options.maxFileSize);
    await readForm(strapi, ctx, options, next);
  };
}
