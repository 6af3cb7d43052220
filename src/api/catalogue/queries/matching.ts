import type { Statement } from './statement';
import type { Asked } from './understand';

/** What tells whether an entry is found: by its own texts, or by its file, which was looked up before. */
export function matchSql(
  statement: Statement,
  alias: string,
  { asked, inFiles }: Pick<Asked, 'asked' | 'inFiles'>,
): string {
  const holds = `${alias}.search @@ ${statement.bind(asked)}::tsquery`;
  if (inFiles.items.length === 0) return holds;
  return `(${holds} or ${alias}.document_id = any (${statement.bind(inFiles.items)}::text[]))`;
}

/**
 * A word in the title counts most, then description and publisher, then the body; a long text less. What only the file
 * holds comes after all of these.
 */
export function rankSql(statement: Statement, alias: string, words: Asked): string {
  const ranked = statement.bind(words.ranked);
  const rank = `ts_rank('{0.05, 0.2, 0.4, 1.0}', ${alias}.search, ${ranked}::tsquery, 1)`;
  const { items } = words.inFiles;
  if (items.length === 0) return rank;
  const place = `array_position(${statement.bind(items)}::text[], ${alias}.document_id)`;
  return `case when ${alias}.search @@ ${statement.bind(words.asked)}::tsquery then ${rank} else -(${place})::real end`;
}
