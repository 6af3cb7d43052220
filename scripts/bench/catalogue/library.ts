import { once } from 'node:events';

import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { throwIfInterrupted } from '../../processes';
import { createChance, textsOf } from './texts';

export const CATEGORIES = 400;
const BATCH = 5000;

/** A column list and a way to write rows of it as COPY wants them. */
export async function copyInto(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  const finished = once(stream, 'finish');
  let lines: string[] = [];
  const flush = async () => {
    throwIfInterrupted();
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
    lines = [];
  };
  for (const row of rows) {
    lines.push(`${row.map((value) => (value === null ? '\\N' : String(value))).join('\t')}\n`);
    if (lines.length === BATCH) await flush();
  }
  await flush();
  stream.end();
  await finished;
}

export const idOf = (kind: string, number: number) =>
  `${kind}${String(number).padStart(24 - kind.length, '0')}`;
const NOW = '2026-01-01T00:00:00Z';

/** Ten shelves, each with boards, each with compartments: 400 in all. */
function* categoryRows() {
  for (let i = 1; i <= CATEGORIES; i += 1) {
    yield [i, idOf('c', i), `Category ${i}`, `category-${i}`, 0, NOW, NOW, NOW];
  }
}
function* parentRows() {
  for (let i = 11; i <= CATEGORIES; i += 1) yield [i, i <= 50 ? (i % 10) + 1 : (i % 40) + 11];
}

interface Kind {
  table: string;
  type: string;
  owner: string;
  isDocument: boolean;
}
const DOCUMENTS: Kind = {
  table: 'library_documents',
  type: 'api::library-document.library-document',
  owner: 'library_document_id',
  isDocument: true,
};
const LINKS: Kind = {
  table: 'external_links',
  type: 'api::external-link.external-link',
  owner: 'external_link_id',
  isDocument: false,
};

function dayOf(number: number): string {
  return new Date(Date.UTC(2010, 0, 1) + (number % 5800) * 86_400_000).toISOString().slice(0, 10);
}

/** Each item twice, as Strapi keeps it: its draft with an odd number, its live version with the next. */
function* itemRows(kind: Kind, count: number) {
  const chance = createChance(kind.isDocument ? 1 : 2);
  for (let i = 1; i <= count; i += 1) {
    const { title, description, body } = textsOf(chance);
    const slug = `${kind.isDocument ? 'd' : 'l'}-${i}`;
    const shared = [
      title,
      slug,
      description,
      body,
      `Publisher ${i % 50}`,
      String(1990 + (i % 35)),
      i % 20 === 0 ? 'cy' : 'en',
      dayOf(i),
      NOW,
      NOW,
    ];
    const url = kind.isDocument ? [] : [`https://www.example.org/${i}`];
    const id = idOf(kind.isDocument ? 'd' : 'l', i);
    yield [i * 2 - 1, id, ...shared, null, ...url];
    yield [i * 2, id, ...shared, NOW, ...url];
  }
}

function* filingRows(count: number) {
  const chance = createChance(3);
  for (let i = 1; i <= count; i += 1) {
    const category = 11 + Math.floor(chance() ** 2 * (CATEGORIES - 10));
    for (const row of [i * 2 - 1, i * 2]) yield [row, category, 1];
  }
}

function* sourceRows(count: number) {
  for (let i = 1; i <= count; i += 1)
    for (const row of [i * 2 - 1, i * 2]) yield [row, (i % 20) + 1];
}

function* fileRows(count: number, isOurs: boolean) {
  for (let i = 1; i <= count; i += 1) {
    const hash = i.toString(16).padStart(64, '0');
    const shared = [
      i,
      idOf('f', i),
      `report-${i}.pdf`,
      `report_${i}`,
      '.pdf',
      'application/pdf',
      120.5,
      `/uploads/report_${i}.pdf`,
      'local',
      '/',
      NOW,
      NOW,
      NOW,
    ];
    yield isOurs ? [...shared, 123_392, hash] : shared;
  }
}

const ITEM_COLUMNS = [
  'id',
  'document_id',
  'title',
  'slug',
  'description',
  'body',
  'publisher',
  'published_date',
  'language',
  'date_added',
  'created_at',
  'updated_at',
  'published_at',
];
const FILE_COLUMNS = [
  'id',
  'document_id',
  'name',
  'hash',
  'ext',
  'mime',
  'size',
  'url',
  'provider',
  'folder_path',
  'created_at',
  'updated_at',
  'published_at',
];

async function fillKind(client: Client, kind: Kind, count: number): Promise<void> {
  const { table, owner } = kind;
  await copyInto(
    client,
    table,
    [...ITEM_COLUMNS, ...(kind.isDocument ? [] : ['url'])],
    itemRows(kind, count),
  );
  await copyInto(
    client,
    `${table}_categories_lnk`,
    [owner, 'category_id', 'category_ord'],
    filingRows(count),
  );
  await copyInto(
    client,
    `${table}_source_lnk`,
    [owner, 'information_source_id'],
    sourceRows(count),
  );
  await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), ${count * 2})`);
}

async function fillFiles(client: Client, count: number, isOurs: boolean): Promise<void> {
  await copyInto(
    client,
    'files',
    [...FILE_COLUMNS, ...(isOurs ? ['size_in_bytes', 'sha256'] : [])],
    fileRows(count, isOurs),
  );
  await client.query(
    `insert into files_related_mph (file_id, related_id, related_type, field, "order")
     select i, row, $1, 'file', 1 from generate_series(1, $2::integer) i, unnest(array[i * 2 - 1, i * 2]) as row`,
    [DOCUMENTS.type, count],
  );
  await client.query(`select setval(pg_get_serial_sequence('files', 'id'), ${count})`);
}

export async function fillReferences(client: Client): Promise<void> {
  await copyInto(
    client,
    'categories',
    ['id', 'document_id', 'name', 'slug', 'position', 'created_at', 'updated_at', 'published_at'],
    categoryRows(),
  );
  await copyInto(client, 'categories_parent_lnk', ['category_id', 'inv_category_id'], parentRows());
  await client.query(
    `insert into information_sources (id, document_id, name, slug, url, created_at, updated_at, published_at)
     select i, 's' || lpad(i::text, 23, '0'), 'Source ' || i, 'source-' || i, 'https://www.example.org/', $1, $1, $1
     from generate_series(1, 20) i`,
    [NOW],
  );
  for (const table of ['categories', 'information_sources']) {
    await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), 1000)`);
  }
}

/**
 * Writes a library of so many live items into an empty one of ours, or into a stock Strapi's: three documents to two
 * links, each with its draft. Triggers are asleep meanwhile; ours is then brought up by the catalogue's own writer.
 */
export async function fillLibrary(client: Client, items: number, isOurs: boolean): Promise<void> {
  const documents = Math.ceil(items * 0.6);
  await client.query(`set session_replication_role = replica`);
  await fillReferences(client);
  await fillKind(client, DOCUMENTS, documents);
  await fillKind(client, LINKS, items - documents);
  await fillFiles(client, documents, isOurs);
  await client.query(`set session_replication_role = origin`);
  await client.query('vacuum analyze');
  if (isOurs) await client.query('select catalogue_rebuild()');
  await client.query('vacuum analyze');
}
