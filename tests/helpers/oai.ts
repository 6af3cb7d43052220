import type { TestApp } from './app';
import { api } from './http';
import { all, only, parseValid, texts, type Xml } from './xml';

export type OaiParameters = Readonly<Record<string, string>>;

/** A record as a harvester keeps it. */
export interface Harvested {
  identifier: string;
  /** The `documentId` in the identifier. */
  id: string;
  datestamp: string;
  sets: string[];
  isDeleted: boolean;
  /** Of a record with metadata. */
  title: string | null;
}

export interface Harvest {
  /** In the order they came, each as often as it came. */
  records: Harvested[];
  /** Of the first answer, where the next harvest begins. */
  responseDate: string;
  /** Of each part, how many records it had. */
  parts: number[];
}

export function oaiPath(parameters: OaiParameters): string {
  return `/oai?${new URLSearchParams(parameters).toString()}`;
}

/** Asks, and answers the root element of what came, which is valid. */
export async function oai(app: TestApp, parameters: OaiParameters): Promise<Xml> {
  const { status, body } = await api(app.url).get<string>(oaiPath(parameters));
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return parseValid(body);
}

/** The codes of the errors in an answer; none where it is none. */
export function errorsIn(root: Xml): string[] {
  return all(root, 'error').map(({ attributes }) => attributes.code ?? '');
}

function harvestedOf(header: Xml, record: Xml | null): Harvested {
  const { text: identifier } = only(header, 'identifier');
  const metadata = record === null ? [] : texts(record, 'metadata', 'dc', 'title');
  return {
    identifier,
    id: identifier.split(':').at(-1) ?? '',
    datestamp: only(header, 'datestamp').text,
    sets: texts(header, 'setSpec').sort(),
    isDeleted: header.attributes.status === 'deleted',
    title: metadata[0] ?? null,
  };
}

/** The records in an answer to ListRecords or GetRecord, or the headers in one to ListIdentifiers. */
export function recordsIn(root: Xml): Harvested[] {
  const records = ['ListRecords', 'GetRecord'].flatMap((verb) => all(root, verb, 'record'));
  const headers = all(root, 'ListIdentifiers', 'header');
  return [
    ...records.map((record) => harvestedOf(only(record, 'header'), record)),
    ...headers.map((header) => harvestedOf(header, null)),
  ];
}

/** The token to go on with: `undefined` where the list came whole, empty where it ended. */
export function tokenIn(root: Xml): Xml | undefined {
  return ['ListRecords', 'ListIdentifiers'].flatMap((verb) =>
    all(root, verb, 'resumptionToken'),
  )[0];
}

/**
 * Follows a list to its end, as the protocol says.
 * @param between called before each part after the first
 */
export async function harvest(
  app: TestApp,
  parameters: OaiParameters = {},
  between: (part: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<Harvest> {
  const verb = parameters.verb ?? 'ListRecords';
  let root = await oai(app, { metadataPrefix: 'oai_dc', ...parameters, verb });
  const responseDate = only(root, 'responseDate').text;
  const parts = [recordsIn(root)];
  for (let token = tokenIn(root)?.text; token; token = tokenIn(root)?.text) {
    await between(parts.length);
    root = await oai(app, { verb, resumptionToken: token });
    parts.push(recordsIn(root));
  }
  return { records: parts.flat(), responseDate, parts: parts.map(({ length }) => length) };
}

/** What the library holds of an item, live or withdrawn. */
export interface Held {
  title: string | null;
  isDeleted: boolean;
}

/** Every record the library must give out, by `documentId`, asked of the live rows and of what was withdrawn. */
export async function heldRecords(app: TestApp): Promise<Map<string, Held>> {
  const rows = await app.sql<{ id: string; title: string | null }>(
    `select document_id as id, title from external_links where published_at is not null
     union all select document_id, title from library_documents where published_at is not null
     union all select distinct document_id, null from catalogue_change where change = 'withdrawn' and document_id not in
       (select document_id from catalogue_live_ids() as l (document_id))`,
  );
  return new Map(rows.map(({ id, title }) => [id, { title, isDeleted: title === null }]));
}

/** The same of what was harvested; the last of an item counts. */
export function keptOf(records: readonly Harvested[]): Map<string, Held> {
  return new Map(records.map(({ id, title, isDeleted }) => [id, { title, isDeleted }]));
}
