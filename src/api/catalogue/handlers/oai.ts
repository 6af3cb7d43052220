import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import type { AnswerState } from '../delivery/finished';
import { afterAll, type OaiRequest, parseOaiRequest } from '../oai/arguments';
import { OaiError } from '../oai/error';
import { type ListPart, resumptionToken } from '../oai/resumption';
import {
  answerXml,
  errorXml,
  formatsXml,
  headerXml,
  identifyXml,
  idIn,
  type OaiRecord,
  type OaiSet,
  recordXml,
  setXml,
} from '../oai/xml';
import type { Addresses } from '../presenters/addresses';
import {
  countRecords,
  earliestChange,
  findRecord,
  type ListQuestion,
  listRecords,
  loadSets,
  type RecordsPage,
  safeMoment,
} from '../queries/oai';
import type { Handler } from './answering';

export interface OaiSettings extends Addresses {
  libraryName: string;
  contactEmail: string;
}

const PAGE = 100;

const NO_SETS = 'This library has no categories.';

function setIdOf({ set }: ListPart, isFirst: boolean, sets: Map<string, OaiSet>): string | null {
  if (set === null) return null;
  for (const [id, { spec }] of sets) if (spec === set) return id;
  if (!isFirst) {
    // What is left of the list cannot be told any more; it has to be asked for anew, as another set.
    throw new OaiError('badResumptionToken', `The set "${set}" was renamed, moved or deleted.`);
  }
  if (sets.size === 0) throw new OaiError('noSetHierarchy', NO_SETS);
  throw new OaiError('noRecordsMatch', `There is no set "${set}"; ListSets names them.`);
}

function tokenXml(part: ListPart, records: readonly OaiRecord[], nextSeq: number | null): string {
  const { cursor, completeListSize } = part;
  // A list that came whole needs no token; the last part of one that did not has an empty one.
  if (nextSeq === null && cursor === 0) return '';
  const size = completeListSize === -1 ? '' : ` completeListSize="${completeListSize}"`;
  const token =
    nextSeq === null
      ? ''
      : resumptionToken({ ...part, afterSeq: nextSeq, cursor: cursor + records.length });
  return `<resumptionToken${size} cursor="${cursor}">${token}</resumptionToken>`;
}

/**
 * A part with at least one record, as the schema demands. Where all that was left has changed since the list began, one
 * of those records stands for the rest, with its new date (3.5.1 allows it); the next harvest brings them all.
 */
async function nextPart(
  strapi: Core.Strapi,
  question: ListQuestion,
  { isFirst, now }: { isFirst: boolean; now: Date },
): Promise<RecordsPage> {
  const page = await listRecords(strapi, question, PAGE);
  if (page.records.length > 0) return page;
  if (isFirst) {
    throw new OaiError('noRecordsMatch', 'Nothing in the library changed in that time and set.');
  }
  const part = { ...question.part, before: afterAll(now) };
  const { records } = await listRecords(strapi, { ...question, part }, 1);
  if (records.length > 0) return { records, nextSeq: null };
  throw new OaiError('noRecordsMatch', 'Nothing is left of this list: the rest has left the set.');
}

async function list(
  strapi: Core.Strapi,
  settings: OaiSettings,
  { verb, part, isFirst }: Extract<OaiRequest, { part: ListPart }>,
  now: Date,
): Promise<string> {
  const sets = await loadSets(strapi);
  const question = { part, setId: setIdOf(part, isFirst, sets), sets };
  const [{ records, nextSeq }, completeListSize] = await Promise.all([
    nextPart(strapi, question, { isFirst, now }),
    // Counting a set would read the whole library.
    isFirst && question.setId === null ? countRecords(strapi, part) : part.completeListSize,
  ]);
  const one = verb === 'ListRecords' ? recordXml : headerXml;
  const found = records.map((record) => one(settings, record)).join('');
  return found + tokenXml({ ...part, completeListSize }, records, nextSeq);
}

async function record(
  strapi: Core.Strapi,
  settings: OaiSettings,
  identifier: string,
): Promise<OaiRecord> {
  const id = idIn(settings, identifier);
  const found = id === null ? null : await findRecord(strapi, id, await loadSets(strapi));
  if (found !== null) return found;
  throw new OaiError('idDoesNotExist', 'No item of this library has that identifier.');
}

async function contentOf(
  strapi: Core.Strapi,
  settings: OaiSettings,
  request: OaiRequest,
  now: Date,
): Promise<string> {
  switch (request.verb) {
    case 'Identify': {
      const earliest = (await earliestChange(strapi)) ?? new Date();
      return identifyXml(settings, { ...settings, earliest });
    }
    case 'ListMetadataFormats':
      if (request.identifier !== null) await record(strapi, settings, request.identifier);
      return formatsXml();
    case 'ListSets': {
      const sets = [...(await loadSets(strapi)).values()];
      if (sets.length === 0) throw new OaiError('noSetHierarchy', NO_SETS);
      return sets.map(setXml).join('');
    }
    case 'GetRecord':
      return recordXml(settings, await record(strapi, settings, request.identifier));
    default:
      return list(strapi, settings, request, now);
  }
}

function parametersOf(ctx: Context): URLSearchParams {
  const body: unknown =
    ctx.method === 'POST' ? (ctx.request as { body?: unknown }).body : undefined;
  const parameters = new URLSearchParams(ctx.querystring);
  if (typeof body !== 'object' || body === null) return parameters;
  for (const [name, value] of Object.entries(body)) {
    // What came twice is a list here, and must be found to have come twice.
    for (const one of Array.isArray(value) ? value : [value]) {
      parameters.append(name, typeof one === 'string' ? one : JSON.stringify(one));
    }
  }
  return parameters;
}

/** `GET` and `POST /oai`: OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html). */
export function oai(strapi: Core.Strapi, settings: OaiSettings): Handler {
  return async (ctx) => {
    const parameters = parametersOf(ctx);
    const request = { addresses: settings, at: await safeMoment(strapi), parameters };
    ctx.type = 'text/xml; charset=utf-8';
    try {
      const parsed = parseOaiRequest(parameters, request.at);
      const content = await contentOf(strapi, settings, parsed, request.at);
      ctx.body = answerXml(request, parsed.verb, content);
    } catch (error) {
      if (!(error instanceof OaiError)) throw error;
      // The protocol answers its errors with 200.
      (ctx.state as AnswerState).isRefusal = true;
      ctx.body = errorXml(request, error);
    }
  };
}
