import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';

/** What was found where, as HTML: `<mark>` around the words, everything else escaped. */
export interface Highlight {
  title: string;
  description: string;
  /** Of the body, where only the body holds the words. */
  body: string | null;
}

interface Row {
  document_id: string;
  title: string;
  description: string;
  body: string | null;
}

/** Around what was found. No text of ours holds them, and HTML has no meaning for them. */
const START = '\u0002';
const STOP = '\u0003';
/** Stand for angle brackets, between which the parser would see a tag and drop it. */
const OPENING = '\u0004';
const CLOSING = '\u0005';
const OPTIONS = `StartSel=${START}, StopSel=${STOP}`;
const FRAGMENTS = `${OPTIONS}, MaxFragments=2, MaxWords=35, MinWords=12, FragmentDelimiter=" … "`;
/** How far into a body to look, in characters. */
const BODY_START = 10_000;

const clean = (column: string) => `translate(${column}, E'<>\\x02\\x03\\x04\\x05', E'\\x04\\x05')`;

function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(OPENING, '&lt;')
    .replaceAll(CLOSING, '&gt;')
    .replaceAll(START, '<mark>')
    .replaceAll(STOP, '</mark>');
}

/** Each step is materialized, or the planner would mark a text again wherever its marks are looked at. */
const HIGHLIGHTS = `
  with found as materialized (
    select document_id, title, description, body, coalesce(s.config, 'catalogue_simple')::regconfig as config
    from catalogue_entry e left join catalogue_stemmer s on s.subtag = lower(split_part(e.language, '-', 1)) and s.subtag <> ''
    where document_id = any ($1)),
  marked as materialized (
    select document_id, ts_headline(config, ${clean('title')}, $2::tsquery, '${OPTIONS}, HighlightAll=true') as title,
      ts_headline(config, ${clean('description')}, $2::tsquery, '${FRAGMENTS}') as description
    from found)
  select m.document_id, m.title, m.description,
    case when f.body is not null and position('${START}' in m.title || m.description) = 0
      then ts_headline(f.config, ${clean(`left(f.body, ${BODY_START})`)}, $2::tsquery, '${FRAGMENTS}') end as body
  from marked m join found f using (document_id)`;

export async function highlightsOf(
  strapi: Core.Strapi,
  ids: readonly string[],
  ranked: string,
): Promise<Map<string, Highlight>> {
  const rows = await ask<Row>(strapi, HIGHLIGHTS, [ids, ranked], 'highlights');
  return new Map(
    rows.map(({ document_id, title, description, body }) => [
      document_id,
      {
        title: safe(title),
        description: safe(description),
        body: body?.includes(START) === true ? safe(body) : null,
      },
    ]),
  );
}
