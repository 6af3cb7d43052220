import type { CatalogueItem } from '../item';
import { type Addresses, pageOf, workOf } from '../presenters/addresses';
import { element, legible, xml, XML_DECLARATION } from '../presenters/xml';
import { METADATA_PREFIX } from './arguments';
import type { OaiError } from './error';

/** A record as the protocol has it: the item, or, of a withdrawn one, that there was one. */
export interface OaiRecord {
  id: string;
  at: Date;
  setSpecs: readonly string[];
  item: CatalogueItem | null;
}

export interface OaiSet {
  spec: string;
  name: string;
  description: string | null;
}

const OAI = 'http://www.openarchives.org/OAI/2.0/';
const DC = `${OAI}oai_dc/`;
const DC_SCHEMA = `${OAI}oai_dc.xsd`;
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Seconds, the finest granularity the protocol has. */
export function oaiDate(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

export function oaiIdentifier({ publicUrl }: Addresses, id: string): string {
  return `oai:${new URL(publicUrl).hostname}:${id}`;
}

/** The documentId in an identifier of ours, or `null` for any other. */
export function idIn(addresses: Addresses, identifier: string): string | null {
  const prefix = oaiIdentifier(addresses, '');
  return identifier.startsWith(prefix) ? identifier.slice(prefix.length) : null;
}

export function headerXml(addresses: Addresses, { id, at, setSpecs, item }: OaiRecord): string {
  return [
    item === null ? '<header status="deleted">' : '<header>',
    element('identifier', oaiIdentifier(addresses, id)),
    element('datestamp', oaiDate(at)),
    ...setSpecs.map((spec) => element('setSpec', spec)),
    '</header>',
  ].join('');
}

/** Unqualified Dublin Core. */
function dublinCore(addresses: Addresses, item: CatalogueItem): string {
  const { source } = item;
  return [
    `<oai_dc:dc xmlns:oai_dc="${DC}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="${XSI}" xsi:schemaLocation="${DC} ${DC_SCHEMA}">`,
    element('dc:title', item.title),
    ...item.categories.map(({ name }) => element('dc:subject', name)),
    element('dc:description', item.description),
    element('dc:publisher', item.publisher),
    element('dc:date', item.publishedDate),
    element('dc:type', 'Text'),
    element('dc:format', item.file?.mediaType ?? null),
    element('dc:identifier', pageOf(addresses, item)),
    element('dc:identifier', workOf(addresses, item)),
    element('dc:source', source === null ? null : `${source.name}, ${source.url}`),
    element('dc:language', item.language),
    '</oai_dc:dc>',
  ].join('');
}

export function recordXml(addresses: Addresses, record: OaiRecord): string {
  const { item } = record;
  const metadata = item === null ? '' : `<metadata>${dublinCore(addresses, item)}</metadata>`;
  return `<record>${headerXml(addresses, record)}${metadata}</record>`;
}

export function formatsXml(): string {
  return [
    '<metadataFormat>',
    element('metadataPrefix', METADATA_PREFIX),
    element('schema', DC_SCHEMA),
    element('metadataNamespace', DC),
    '</metadataFormat>',
  ].join('');
}

export function setXml({ spec, name, description }: OaiSet): string {
  const about =
    description === null || description === ''
      ? ''
      : `<setDescription><oai_dc:dc xmlns:oai_dc="${DC}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="${XSI}" xsi:schemaLocation="${DC} ${DC_SCHEMA}">${element('dc:description', description)}</oai_dc:dc></setDescription>`;
  return `<set>${element('setSpec', spec)}${element('setName', legible(name) || spec)}${about}</set>`;
}

export interface Identity {
  libraryName: string;
  contactEmail: string;
  earliest: Date;
}

export function identifyXml(
  { publicUrl }: Addresses,
  { libraryName, contactEmail, earliest }: Identity,
): string {
  return [
    element('repositoryName', libraryName),
    element('baseURL', `${publicUrl}/oai`),
    element('protocolVersion', '2.0'),
    element('adminEmail', contactEmail),
    element('earliestDatestamp', oaiDate(earliest)),
    element('deletedRecord', 'persistent'),
    element('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
    element('compression', 'gzip'),
  ].join('');
}

interface Envelope {
  addresses: Addresses;
  at: Date;
  /** Repeated in the answer, unless they were the mistake (3.6). */
  parameters: Iterable<[string, string]>;
}

function envelope({ addresses, at, parameters }: Envelope, content: string): string {
  const attributes = [...parameters].map(([name, value]) => ` ${name}="${xml(value)}"`).join('');
  return [
    XML_DECLARATION,
    `<OAI-PMH xmlns="${OAI}" xmlns:xsi="${XSI}" xsi:schemaLocation="${OAI} ${OAI}OAI-PMH.xsd">`,
    element('responseDate', oaiDate(at)),
    `<request${attributes}>${xml(addresses.publicUrl)}/oai</request>`,
    content,
    '</OAI-PMH>\n',
  ].join('');
}

export function answerXml(request: Envelope, verb: string, content: string): string {
  return envelope(request, `<${verb}>${content}</${verb}>`);
}

export function errorXml(request: Envelope, { code, message }: OaiError): string {
  const parameters = code === 'badVerb' || code === 'badArgument' ? [] : request.parameters;
  return envelope({ ...request, parameters }, element('error', message, ` code="${code}"`));
}
