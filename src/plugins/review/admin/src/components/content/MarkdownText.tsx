import { useMemo } from 'react';
import { styled } from 'styled-components';

import { renderMarkdown } from '../../markdown';
import { useText } from '../../messages';
import { sanitised } from '../../sanitised';

/** Rendered text as a page of its own would set it; the admin's styles take margins and lists away. */
const Body = styled.div`
  max-width: 72ch;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.5rem;
  line-height: 1.6;
  overflow-wrap: anywhere;

  > * + * {
    margin-top: 1.2rem;
  }
  h3,
  h4,
  h5,
  h6 {
    margin-top: 2rem;
    font-size: 1.6rem;
    font-weight: ${({ theme }) => theme.fontWeights.bold};
    line-height: 1.3;
  }
  h3 {
    font-size: 2rem;
  }
  h4 {
    font-size: 1.8rem;
  }
  ul,
  ol {
    padding-inline-start: 2.4rem;
  }
  ul {
    list-style: disc;
  }
  ol {
    list-style: decimal;
  }
  li + li {
    margin-top: 0.4rem;
  }
  strong {
    font-weight: ${({ theme }) => theme.fontWeights.bold};
  }
  em {
    font-style: italic;
  }
  a[href] {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: underline;
  }
  blockquote {
    padding-inline-start: 1.6rem;
    border-inline-start: 3px solid ${({ theme }) => theme.colors.neutral200};
    color: ${({ theme }) => theme.colors.neutral700};
  }
  code,
  pre {
    border-radius: ${({ theme }) => theme.borderRadius};
    background: ${({ theme }) => theme.colors.neutral150};
    font-size: 0.9em;
  }
  code {
    padding: 0.1rem 0.4rem;
  }
  pre {
    padding: 1.2rem;
    overflow-x: auto;
  }
  pre code {
    padding: 0;
  }
  hr {
    border: 0;
    border-top: 1px solid ${({ theme }) => theme.colors.neutral200};
  }
  table {
    display: block;
    max-width: 100%;
    overflow-x: auto;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.6rem 1.2rem;
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    text-align: start;
    overflow-wrap: normal;
  }
  th {
    background: ${({ theme }) => theme.colors.neutral100};
    font-weight: ${({ theme }) => theme.fontWeights.bold};
  }
`;

/** Markdown as readers will see it. The one place where markup made of submitted text is shown. */
export function MarkdownText({ children }: { children: string }) {
  const text = useText();
  const html = useMemo(() => {
    const picture = (description: string) => text('content.picture', { description });
    return sanitised(renderMarkdown(children, { picture }));
  }, [children, text]);
  return <Body dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
