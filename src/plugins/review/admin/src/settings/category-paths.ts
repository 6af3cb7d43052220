import type { CategoryLine } from '../../../shared/desk';

export interface CategoryPath {
  documentId: string;
  /** The labels from the top down, as in `Energy › Solar`: two categories may have one label. */
  path: string;
}

/** The tree comes depth first, so what stands above a line is the last line of each smaller depth. */
export function categoryPaths(lines: readonly CategoryLine[]): CategoryPath[] {
  const above: string[] = [];
  return lines.map(({ documentId, label, depth }) => {
    above.length = depth;
    above.push(label);
    return { documentId, path: above.join(' › ') };
  });
}
