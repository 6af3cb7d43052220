/**
 * Which queue an address speaks of: its filters, words and order. Not the page of the list, and
 * nothing else an address may carry, because the server refuses what it does not know.
 */
export function queueOf(search: string): string {
  const queue = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === '_q' || name === 'sort' || name.startsWith('filters[')) queue.append(name, value);
  }
  return queue.toString();
}
