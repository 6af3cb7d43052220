import type { Core } from '@strapi/strapi';

import type { Check, Preflight } from '../../../shared/checks';
import { ReviewError } from '../errors';
import { checkFile, type CheckedFile } from '../file/check-file';
import { fileLimits } from '../file/file-limits';
import type { SubmissionValues } from '../parse/submission-values';
import type { ReviewableType } from '../reviewable';
import type { ReceivedFile } from '../submit';
import { normalAddress, spellingsOf } from './addresses';
import { Deadline } from './deadline';
import { lookAtAddress } from './link-checks';
import { readReceived, type ReceivedText } from './read-received';
import { scanReceived } from './scan-received';
import { check } from './sentences';
import { sheetOf } from './sheet';
import { categoryChecks, type Subject } from './suggest-categories';
import { liveTwinChecks } from './twin-checks';

/** For reading, scanning and looking, at the same time; searching follows, and the answer is to be there within 2 s. */
const TIME_MS = 1700;

export interface Received {
  values: SubmissionValues;
  file: ReceivedFile | null;
}

const NO_TEXT: ReceivedText = { checks: [], beginning: '', language: null };

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** What submitting this would be refused for. */
function missingChecks(type: ReviewableType, { values, file }: Received): Check[] {
  const fields = type.attributes
    .filter(({ name, required }) => required && (type.submit.includes(name) || name === type.file))
    .filter(({ name }) => (name === type.file ? file === null : isEmpty(values[name])))
    .map(({ name }) => name);
  return fields.length === 0 ? [] : [check('missing', 'stop', { fields })];
}

/** @returns the refusal in place of the file where the gate does not take it */
async function gateOf(strapi: Core.Strapi, file: ReceivedFile): Promise<CheckedFile | ReviewError> {
  try {
    return await checkFile(file, fileLimits(strapi));
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
}

function factChecks(strapi: Core.Strapi, { name, mime, ext, size }: CheckedFile): Check[] {
  const kind = ext.slice(1);
  const limit = fileLimits(strapi).maxFileSize;
  return [check('type', 'ok', { kind, mime, name }), check('size', 'ok', { bytes: size, limit })];
}

async function fileChecks(
  strapi: Core.Strapi,
  type: ReviewableType,
  { values, file }: Received,
  deadline: Deadline,
): Promise<ReceivedText> {
  if (file === null) return NO_TEXT;
  const gated = await gateOf(strapi, file);
  if (gated instanceof ReviewError) {
    const { code, message } = gated;
    return { ...NO_TEXT, checks: [{ code: 'refused', level: 'stop', message, details: { code } }] };
  }
  const { path } = file;
  const { mime, name, sha256 } = gated;
  const claims = { title: textOf(values[type.title]), language: textOf(values.language) };
  const [scanned, text, twins] = await Promise.all([
    scanReceived(strapi, path, deadline),
    readReceived({ path, mime, name }, claims, deadline),
    liveTwinChecks(strapi, { kind: 'files', sha256: [sha256] }, null),
  ]);
  return { ...text, checks: [...factChecks(strapi, gated), scanned, ...text.checks, ...twins] };
}

async function addressChecks(
  strapi: Core.Strapi,
  type: ReviewableType,
  { values }: Received,
  deadline: Deadline,
): Promise<Check[]> {
  const given = type.link === null ? null : textOf(values[type.link]);
  if (given === null) return [];
  const address = normalAddress(given);
  if (address === null) return [check('badAddress', 'stop', {})];
  const [looked, twins] = await Promise.all([
    lookAtAddress(strapi, address, deadline),
    liveTwinChecks(strapi, { kind: 'address', spellings: spellingsOf(address) }, null),
  ]);
  return [...looked, ...twins];
}

/** Whether the category was given: then none is suggested. */
function isFiled(type: ReviewableType, values: SubmissionValues): boolean {
  const filed: unknown = type.category === null ? null : values[type.category];
  return (
    type.category === null || (Array.isArray(filed) ? filed.length > 0 : typeof filed === 'string')
  );
}

/** Everything that is said in words. */
function subjectOf(type: ReviewableType, values: SubmissionValues, text: ReceivedText): Subject {
  const described = type.attributes
    .filter((attribute) => attribute.type === 'text' || attribute.type === 'richtext')
    .filter(({ name }) => name !== type.link)
    .map(({ name }) => textOf(values[name]) ?? '');
  return {
    title: textOf(values[type.title]) ?? '',
    description: described.join('\n'),
    text: text.beginning,
    language: textOf(values.language) ?? text.language,
  };
}

/**
 * What would be said of a submission, before it is one. Nothing is stored, and nothing that is known from what waits
 * has a part in it: neither twins, nor readings, scans and links that were kept for them.
 * @param received with as much as there is yet; what is missing is a check of its own
 */
export async function checkBeforehand(
  strapi: Core.Strapi,
  type: ReviewableType,
  received: Received,
): Promise<Preflight> {
  const deadline = new Deadline(TIME_MS);
  const { values } = received;
  const [text, address] = await Promise.all([
    fileChecks(strapi, type, received, deadline),
    addressChecks(strapi, type, received, deadline),
  ]);
  const isRefused = text.checks.some(({ code }) => code === 'refused');
  const categories =
    isFiled(type, values) || isRefused
      ? []
      : await categoryChecks(strapi, subjectOf(type, values, text));
  const checks = [...missingChecks(type, received), ...text.checks, ...address, ...categories];
  return { type: type.name, ...sheetOf(checks) };
}
