import type { CategoryLine } from '../../shared/desk';

/** For each category the names from the top down to it, read off the tree's lines. */
export function categoryPaths(lines: CategoryLine[]): ReadonlyMap<string, string[]> {
  const paths = new Map<string, string[]>();
  let path: string[] = [];
  for (const { documentId, label, depth } of lines) {
    path = [...path.slice(0, depth), label];
    paths.set(documentId, path);
  }
  return paths;
}
