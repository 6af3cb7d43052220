import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ADMIN = 'src/plugins/review/admin/src';
/** Everything of Strapi that adds requests to the admin's one client. */
const STRAPI = ['admin', 'content-manager', 'content-type-builder', 'i18n', 'upload'].map(
  (name) => `node_modules/@strapi/${name}/dist/admin`,
);

function requestsIn(folder: string, kind: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && kind.test(file.name))
    .flatMap((file) => {
      const source = readFileSync(join(file.parentPath, file.name), 'utf8');
      const found = source.matchAll(/\b(\w+): ?\w+\.(?:query|mutation)[<(]/g);
      return [...found].map(([, name = '']) => name);
    });
}

describe("the desk's requests", () => {
  // The client takes the first of a name, so a second would quietly ask something else.
  it('have names that neither Strapi nor another of them has', () => {
    const strapi = new Set(STRAPI.flatMap((folder) => requestsIn(folder, /\.mjs$/)));
    const own = requestsIn(ADMIN, /\.tsx?$/);
    expect(strapi).toContain('getSettings');
    expect(own).toContain('getReviewSettings');
    expect(own.filter((name) => strapi.has(name))).toEqual([]);
    expect(own.filter((name, index) => own.indexOf(name) !== index)).toEqual([]);
  });
});
