/** What a browser lays out without a pause, and more than anyone reads here. */
export const MOST_BYTES = 500_000;

/**
 * The beginning of a text file. The server takes only UTF-8 for text; a character cut in two at the
 * end is left out.
 */
export async function readStart(blob: Blob): Promise<string> {
  const bytes = await blob.slice(0, MOST_BYTES).arrayBuffer();
  const decoder = new TextDecoder('utf-8');
  return decoder.decode(bytes, { stream: blob.size > MOST_BYTES });
}
