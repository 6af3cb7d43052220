import type { Core } from '@strapi/strapi';

import type { Check, CheckSheet } from '../../../shared/checks';
import type { FileView } from '../../../shared/wire';
import { categoriesOf, linkOf } from '../content-facts';
import type { Snapshot } from '../digest';
import { linkChecks } from '../links/check';
import { linkKey } from '../links/linked-types';
import { ownLinkView } from '../links/of-submission';
import { findLink } from '../links/store';
import type { ReadingRow } from '../reading/store';
import type { ReviewableType } from '../reviewable';
import type { Scope } from '../scopes';
import type { Submission } from '../submission-store';
import { normalAddress, spellingsOf } from './addresses';
import { linkStateChecks } from './link-checks';
import { factChecks } from './received-file-checks';
import { check } from './sentences';
import { sheetOf } from './sheet';
import { findSimilarTitles } from './similar-titles';
import {
  similarTextChecks,
  storedScanChecks,
  storedTextChecks,
  type StoredText,
} from './stored-file-checks';
import { categoryChecks } from './suggest-categories';
import { liveTwinChecks, waitingTwinChecks } from './twin-checks';

/** For whom a sheet is: a reviewer, perhaps limited to some categories, or the submitter. */
export type Audience =
  | { kind: 'submitter'; /** Of the draft's file. */ fileId: number }
  | { kind: 'reviewer'; scope: Scope };

interface Stored {
  type: ReviewableType;
  submission: Submission;
  draft: Snapshot;
}

const NO_TEXT: StoredText = { checks: [], beginning: '', language: null };

function textIn({ fields }: Snapshot, name: string | null): string | null {
  const field = fields.find((candidate) => candidate.name === name);
  return field?.kind === 'value' && typeof field.value === 'string' ? field.value : null;
}

function fileIn({ fields }: Snapshot): FileView | null {
  const field = fields.find(({ kind, value }) => kind === 'file' && value !== null);
  return field?.kind === 'file' ? field.value : null;
}

async function fileChecks(
  strapi: Core.Strapi,
  { submission, draft }: Stored,
  audience: Audience,
): Promise<StoredText> {
  const file = fileIn(draft);
  if (file === null) return NO_TEXT;
  const { sha256 } = file;
  const { itemId } = submission;
  const claims = { title: draft.title, language: textIn(draft, 'language') };
  // What was read before this file came in was read of somebody else's.
  const isOwn = ({ read_for: readFor }: ReadingRow) =>
    audience.kind === 'reviewer' || readFor >= audience.fileId;
  const text = await storedTextChecks(strapi, file, claims, isOwn);
  const common = { kind: 'files', sha256: [sha256] } as const;
  const checks = [
    ...factChecks(strapi, file),
    ...(await storedScanChecks(strapi, sha256)),
    ...text.checks,
    ...(await liveTwinChecks(strapi, common, itemId)),
  ];
  if (audience.kind === 'reviewer') {
    checks.push(
      ...(await waitingTwinChecks(strapi, common, itemId, audience.scope)),
      ...(await similarTextChecks(strapi, sha256, itemId, audience.scope)),
    );
  }
  return { ...text, checks };
}

/** How its link stands. A submitter is told what was found since they submitted it, and of no failure that may pass. */
async function linkCheck(
  strapi: Core.Strapi,
  address: string,
  { submission }: Stored,
  audience: Audience,
): Promise<Check[]> {
  if (!linkChecks(strapi).isOn) return [check('linkUnchecked', 'note', { why: 'off' })];
  const waiting = [check('linkUnchecked', 'note', { why: 'waiting' })];
  const row = await findLink(strapi.db.connection, linkKey(address));
  if (row === undefined || row.checked_at === null) return waiting;
  const { reason, status, suggested_url: suggestedUrl } = row;
  const state =
    audience.kind === 'reviewer' ? row.state : ownLinkView(row, submission.submittedAt).state;
  return state === 'unknown' ? waiting : linkStateChecks({ state, reason, status, suggestedUrl });
}

async function addressChecks(
  strapi: Core.Strapi,
  stored: Stored,
  audience: Audience,
): Promise<Check[]> {
  const { type, draft, submission } = stored;
  const address = normalAddress(linkOf(type, draft) ?? '');
  if (address === null) return [];
  const common = { kind: 'address', spellings: spellingsOf(address) } as const;
  const checks = [
    ...(await linkCheck(strapi, address, stored, audience)),
    ...(await liveTwinChecks(strapi, common, submission.itemId)),
  ];
  if (audience.kind === 'submitter') return checks;
  return [
    ...checks,
    ...(await waitingTwinChecks(strapi, common, submission.itemId, audience.scope)),
  ];
}

async function titleChecks(
  strapi: Core.Strapi,
  { draft, submission }: Stored,
  audience: Audience,
): Promise<Check[]> {
  if (audience.kind === 'submitter') return [];
  const items = await findSimilarTitles(strapi, draft.title, submission.id, audience.scope);
  return items.length === 0 ? [] : [check('similarTitle', 'note', { items })];
}

/** Where none was chosen, the categories of public items like it. */
async function filingChecks(
  strapi: Core.Strapi,
  { type, draft }: Stored,
  text: StoredText,
): Promise<Check[]> {
  if (type.category === null || categoriesOf(type, draft).length > 0) return [];
  const described = type.attributes
    .filter((attribute) => attribute.type === 'text' || attribute.type === 'richtext')
    .filter(({ name }) => name !== type.link)
    .map(({ name }) => textIn(draft, name) ?? '');
  return categoryChecks(strapi, {
    title: draft.title,
    description: described.join('\n'),
    text: text.beginning,
    language: textIn(draft, 'language') ?? text.language,
  });
}

/** The sheet of a submission as matters stand now: what was found of it by jobs, and what is like it by now. */
export async function storedChecks(
  strapi: Core.Strapi,
  stored: Stored,
  audience: Audience,
): Promise<CheckSheet> {
  const text = await fileChecks(strapi, stored, audience);
  return sheetOf([
    ...text.checks,
    ...(await addressChecks(strapi, stored, audience)),
    ...(await titleChecks(strapi, stored, audience)),
    ...(await filingChecks(strapi, stored, text)),
  ]);
}
