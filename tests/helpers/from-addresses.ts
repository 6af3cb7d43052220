import type { TestApp } from './app';
import { api } from './http';

export const FROM_ADDRESSES = '/upload/actions/upload-from-urls';

/** What became of each address: taken into the media library, or refused with a sentence. */
export interface Outcome {
  status: number;
  taken: { name: string; mime: string; url: string }[];
  refused: { name: string; message: string }[];
}

/** Has the media library fetch files. It answers with a stream of events, of which the last one tells all. */
export async function takeFromAddresses(
  app: TestApp,
  token: string,
  urls: readonly unknown[],
): Promise<Outcome> {
  const answer = await api(app.url)
    .as(token)
    .raw(FROM_ADDRESSES, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ urls }),
    });
  const last = (await answer.text()).split('event: stream:complete\ndata: ')[1];
  const end = JSON.parse(last ?? '{"data":[],"errors":[]}') as {
    data: Outcome['taken'];
    errors: Outcome['refused'];
  };
  return { status: answer.status, taken: end.data, refused: end.errors };
}
