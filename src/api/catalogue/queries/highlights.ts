import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import { type FileHighlight, highlightsInFiles } from './file-highlights';
import {
  clean,
  CONFIG_OF_ENTRY,
  ENTRY_WITH_STEMMER,
  FRAGMENTS,
  OPTIONS,
  safe,
  START,
} from './marks';
import type { Asked } from './understand';

/** What was found where, as HTML: `<mark>` around the words, everything else escaped. */
export interface Highlight {
  title: string;
  description: string;
  /** Of the body, where only the body holds the words. */
  body: string | null;
  /** Of its file, where that holds the words. */
  file: FileHighlight | null;
}

interface Row {
  document_id: string;
  title: string;
  description: string;
  body: string | null;
}

/** How far into a body to look, in characters. */
const BODY_START = 10_000;

/** Each step is materialized, or the planner would mark a text again wherever its marks are looked at. */
const HIGHLIGHTS = `
  with found as materialized (
    select document_id, title, description, body, ${CONFIG_OF_ENTRY} as config
    from ${ENTRY_WITH_STEMMER}
    where document_id = any ($1)),
  marked as materialized (
    select document_id, ts_headline(config, ${clean('title')}, $2::tsquery, '${OPTIONS}, HighlightAll=true') as title,
      ts_headline(config, ${clean('description')}, $2::tsquery, '${FRAGMENTS}') as description
    from found)
  select m.document_id, m.title, m.description,
    case when f.body is not null and position('${START}' in m.title || m.description) = 0
      then ts_headline(f.config, ${clean(`left(f.body, ${BODY_START})`)}, $2::tsquery, '${FRAGMENTS}') end as body
  from marked m join found f using (document_id)`;

/** @param words as they were understood, `null` where there was nothing to look for */
export async function highlightsOf(
  strapi: Core.Strapi,
  ids: readonly string[],
  words: Asked | null,
): Promise<Map<string, Highlight>> {
  const [rows, inFiles] = await Promise.all([
    ask<Row>(strapi, HIGHLIGHTS, [ids, words?.ranked ?? ''], 'highlights'),
    words === null ? new Map<string, FileHighlight>() : highlightsInFiles(strapi, ids, words),
  ]);
  return new Map(
    rows.map(({ document_id, title, description, body }) => [
      document_id,
      {
        title: safe(title),
        description: safe(description),
        body: body?.includes(START) === true ? safe(body) : null,
        file: inFiles.get(document_id) ?? null,
      },
    ]),
  );
}
