import type { Core } from '@strapi/strapi';

import type { Check, Preflight } from '../../../shared/checks';
import type { Actor } from '../../../shared/wire';
import type { SubmissionValues } from '../parse/submission-values';
import type { ReceivedFile } from '../received-file';
import type { ReviewableType } from '../reviewable';
import { normalAddress, spellingsOf } from './addresses';
import { Deadline } from './deadline';
import { lookAtAddress } from './link-checks';
import type { ReceivedText } from './read-received';
import { receivedFileChecks } from './received-file-checks';
import { quotaChecks } from './refusal-checks';
import { check } from './sentences';
import { sheetOf } from './sheet';
import { categoryChecks, type Subject } from './suggest-categories';
import { liveTwinChecks } from './twin-checks';

/** For reading, scanning and looking, at the same time; searching follows, and the answer is to be there within 2 s. */
const TIME_MS = 1700;

export interface Received {
  member: Actor;
  values: SubmissionValues;
  file: ReceivedFile | null;
}

const NO_TEXT: ReceivedText = { checks: [], beginning: '', language: null };

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function missingChecks(type: ReviewableType, { values, file }: Received): Check[] {
  const isMissing = (name: string) => {
    const value = name === type.file ? file : (values[name] ?? null);
    return value === null || value === '';
  };
  const fields = type.attributes
    .filter(({ name, required }) => required && (type.submit.includes(name) || name === type.file))
    .map(({ name }) => name)
    .filter(isMissing);
  return fields.length === 0 ? [] : [check('missing', 'stop', { fields })];
}

async function addressChecks(
  strapi: Core.Strapi,
  given: string | null,
  deadline: Deadline,
): Promise<Check[]> {
  if (given === null) return [];
  const address = normalAddress(given);
  if (address === null) return [check('badAddress', 'stop', {})];
  const [looked, twins] = await Promise.all([
    lookAtAddress(strapi, address, deadline),
    liveTwinChecks(strapi, { kind: 'address', spellings: spellingsOf(address) }, null),
  ]);
  return [...looked, ...twins];
}

/** Whether a category was given: then none is suggested. */
function isFiled({ category }: ReviewableType, values: SubmissionValues): boolean {
  const filed: unknown = category === null ? null : values[category];
  return category === null || (Array.isArray(filed) ? filed.length > 0 : typeof filed === 'string');
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
  const { member, values, file } = received;
  const claims = { title: textOf(values[type.title]), language: textOf(values.language) };
  const [quota, text, address] = await Promise.all([
    quotaChecks(strapi, member, file),
    file === null ? NO_TEXT : receivedFileChecks(strapi, file, claims, deadline),
    addressChecks(strapi, type.link === null ? null : textOf(values[type.link]), deadline),
  ]);
  const found = [...missingChecks(type, received), ...quota, ...text.checks, ...address];
  const isUseless = isFiled(type, values) || found.some(({ code }) => code === 'refused');
  const categories = isUseless ? [] : await categoryChecks(strapi, subjectOf(type, values, text));
  return { type: type.name, ...sheetOf([...found, ...categories]) };
}
