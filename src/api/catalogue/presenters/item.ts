import { htmlOfMarkdown } from './markdown';

/** One item, in Strapi's envelope: what a list prints, and its body, as Markdown and as HTML. */
export function presentItem(printed: string, body: string | null): string {
  const more = { body, bodyHtml: body === null ? null : htmlOfMarkdown(body) };
  return `{"data":${printed.slice(0, -1)},${JSON.stringify(more).slice(1)},"meta":{}}`;
}
