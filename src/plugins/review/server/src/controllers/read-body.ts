import type { Context } from 'koa';

import { ReviewError } from '../errors';
import { isRecord } from '../parse/unknown';
import type { ReceivedFile } from '../received-file';

interface Body {
  data: unknown;
  file: ReceivedFile | null;
}

function receivedFile(value: unknown): ReceivedFile {
  if (!isRecord(value)) {
    throw new ReviewError('invalidFile', 'Send one file, in one part named "file".');
  }
  const { filepath, originalFilename, size } = value;
  if (typeof filepath !== 'string' || typeof size !== 'number') {
    throw new ReviewError('invalidFile', 'Send one file, in one part named "file".');
  }
  return {
    path: filepath,
    name: typeof originalFilename === 'string' ? originalFilename : '',
    size,
  };
}

function parseData(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ReviewError('invalidValue', 'The part "data" is not valid JSON.', { key: 'data' });
  }
}

function assertOnly(given: Record<string, unknown>, allowed: string): void {
  const unknown = Object.keys(given).find((name) => name !== allowed);
  if (unknown !== undefined) {
    throw new ReviewError(
      'invalidKey',
      `Invalid key ${unknown}. The request holds "data", and "file" where there is one.`,
      {
        key: unknown,
      },
    );
  }
}

/** `{ data }` as JSON, or multipart with the parts `data` (JSON) and `file`. */
export function readBody(ctx: Context): Body {
  const body: unknown = ctx.request.body ?? {};
  const files: unknown = ctx.request.files ?? {};
  if (!isRecord(body) || !isRecord(files)) {
    throw new ReviewError(
      'invalidValue',
      'Send JSON, or multipart/form-data with the parts "data" and "file".',
    );
  }
  assertOnly(body, 'data');
  assertOnly(files, 'file');
  return {
    data: parseData(body.data),
    file: files.file === undefined ? null : receivedFile(files.file),
  };
}
