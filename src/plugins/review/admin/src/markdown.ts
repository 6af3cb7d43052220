import MarkdownIt from 'markdown-it';

/** How the words that stand for something left out are said. */
export interface MarkdownWords {
  picture: (description: string) => string;
}

/** Headings of a text stand below those of the page around it. */
const DEEPER = 2;

/**
 * Markdown as readers of the library get it: CommonMark with tables and strikethrough, addresses
 * linked, HTML shown as text, pictures left out. Its output still has to be sanitised.
 */
export function renderMarkdown(text: string, words: MarkdownWords): string {
  const markdown = new MarkdownIt({ html: false, linkify: true });
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.image = (tokens, index) => {
    const description = tokens[index]?.content ?? '';
    return `<em>${escapeHtml(words.picture(description))}</em>`;
  };
  markdown.core.ruler.push('deeper-headings', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
      token.tag = `h${String(Math.min(6, Number(token.tag.slice(1)) + DEEPER))}`;
    }
  });
  return markdown.render(text);
}
