/** What Vite, which bundles the admin, adds to the language. */

declare module '*?url' {
  const url: string;
  // eslint-disable-next-line import-x/no-default-export -- this is the shape Vite gives such modules
  export default url;
}

declare module '*.css';

interface ImportMeta {
  glob: (
    pattern: string,
    options: { query: '?url'; import: 'default'; eager: true },
  ) => Record<string, string>;
}
