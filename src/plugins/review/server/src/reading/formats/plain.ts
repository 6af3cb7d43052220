import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';

import type { ReadingOrder } from '../lines';
import type { Sink } from '../sink';

/** Plain text and CSV, which the gate has found to be UTF-8. */
export async function readPlain(order: ReadingOrder, sink: Sink): Promise<void> {
  sink.tell({ is: 'facts', pages: null, title: null, author: null, tagged: null });
  sink.begin(null);
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of createReadStream(order.path) as AsyncIterable<Buffer>) {
    // No encoding is set, so chunks are buffers.
    sink.text(decoder.decode(chunk, { stream: true }));
    await sink.drain();
    if (sink.isFull) break;
  }
  sink.text(decoder.decode());
  sink.end();
  if (sink.pagesWithText === 0) sink.find('noText');
}
