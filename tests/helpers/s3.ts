import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import S3rver from 's3rver';

export interface S3Request {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** An S3 service on this machine with one bucket that nobody reads without signing for it. */
export interface TestS3 {
  url: string;
  /** For the application. */
  settings: Record<string, string>;
  /** All that were asked, refused ones too, oldest first. */
  requests: S3Request[];
  stop: () => Promise<void>;
}

export const BUCKET = 'library';

/** s3rver answers whoever asks, so what a private bucket refuses is refused before it. */
export async function startS3(): Promise<TestS3> {
  const directory = await mkdtemp(join(tmpdir(), 'accession-s3-'));
  const s3rver = new S3rver({
    directory,
    silent: true,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  await s3rver.configureBuckets();
  const answer = s3rver.callback();
  const requests: S3Request[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, headers });
    if (headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true) {
      answer(request, response);
      return;
    }
    response.writeHead(403).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    settings: {
      ACCESSION_S3_BUCKET: BUCKET,
      ACCESSION_S3_ENDPOINT: url,
      ACCESSION_S3_ACCESS_KEY_ID: 'S3RVER',
      ACCESSION_S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(directory, { recursive: true, force: true });
    },
  };
}
