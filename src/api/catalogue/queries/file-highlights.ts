import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import { clean, CONFIG_OF_ENTRY, ENTRY_WITH_STEMMER, FRAGMENTS, safe } from './marks';
import type { Asked } from './understand';

/** Where in a file the words stand. */
export interface FileHighlight {
  /** The page, slide or sheet, from 1 on; `null` where the file has none. */
  page: number | null;
  /** As HTML: `<mark>` around the words, everything else escaped. */
  snippet: string;
}

/** The best of the parts of each item. A text is looked at where it was found live, and only there. */
const HIGHLIGHTS = `
  with best as materialized (
    select distinct on (p.document_id) p.document_id, p.part, p.page
    from unnest($1::text[], $2::integer[]) w (document_id, part) join catalogue_page p using (document_id, part)
    order by p.document_id, ts_rank(p.search, $3::tsquery, 1) desc, p.part)
  select b.document_id, b.page, ts_headline(${CONFIG_OF_ENTRY}, ${clean('t.text')}, $3::tsquery, '${FRAGMENTS}, ShortWord=0') as snippet
  from best b join (${ENTRY_WITH_STEMMER}) on e.document_id = b.document_id
  join review_reading_pages t on t.sha256 = e.file_sha256 and t.part = b.part`;

export async function highlightsInFiles(
  strapi: Core.Strapi,
  ids: readonly string[],
  { inFiles, ranked }: Asked,
): Promise<Map<string, FileHighlight>> {
  const wanted = ids.flatMap((id) =>
    (inFiles.parts.get(id) ?? []).map((part) => [id, part] as const),
  );
  if (wanted.length === 0) return new Map();
  const rows = await ask<{ document_id: string } & FileHighlight>(
    strapi,
    HIGHLIGHTS,
    [wanted.map(([id]) => id), wanted.map(([, part]) => part), ranked],
    'file highlights',
  );
  return new Map(
    rows.map(({ document_id, page, snippet }) => [
      document_id,
      { page, snippet: safe(snippet).replace(/\s+/gu, ' ').trim() },
    ]),
  );
}
