import type { Core } from '@strapi/strapi';

import { SentenceError } from '../sentence-error';
import { ACCOUNTS, createAccounts, type Account, type People } from './accounts';
import { HttpClient } from './http-client';
import { documents, links, submissionsToLeave } from './library/catalogue';
import {
  approve,
  reject,
  revise,
  submitDocument,
  submitLink,
  wordingOf,
  type AnyDocument,
  type AnyLink,
  type Passage,
} from './passages';
import { createReferenceData, type ReferenceData } from './reference-data';

export interface SeedOptions {
  /** The running application of the demo. */
  strapi: Core.Strapi;
  /** Where it answers, without a trailing slash. */
  url: string;
  /** Tells the person waiting what is being done, one line at a time. */
  report: (line: string) => void;
}

export interface SeedResult {
  accounts: Account[];
  /** Addresses worth opening, as paths on the demo's address. */
  pages: { label: string; path: string }[];
}

const RESULT: SeedResult = {
  accounts: ACCOUNTS,
  pages: [
    { label: 'Editors sign in', path: '/admin' },
    { label: 'The queue', path: '/admin/plugins/review' },
    { label: 'What a website reads', path: '/api/catalogue' },
    { label: 'A search', path: '/api/catalogue?_q=agenda' },
    { label: 'Links held elsewhere', path: '/api/external-links?populate=*' },
  ],
};

interface Loading {
  people: People;
  reference: ReferenceData;
  report: (line: string) => void;
}

function memberFor({ members }: People, index: number): HttpClient {
  return members[index % 2 === 0 ? 0 : 1];
}

async function loadApproved({ people, reference, report }: Loading): Promise<Map<string, Passage>> {
  const passages = new Map<string, Passage>();
  const held: readonly AnyDocument[] = documents;
  for (const [index, entry] of held.entries()) {
    report(`Document ${index + 1} of ${held.length}: ${entry.text}`);
    const passage = await submitDocument(memberFor(people, index), reference, entry);
    await approve(people.reviewer, passage);
    passages.set(entry.text, passage);
  }
  const elsewhere: readonly AnyLink[] = links;
  for (const [index, entry] of elsewhere.entries()) {
    report(`External link ${index + 1} of ${elsewhere.length}: ${entry.title}`);
    await approve(people.reviewer, await submitLink(memberFor(people, index), reference, entry));
  }
  return passages;
}

/** What the queue, and a member's own list, hold on the first morning. */
async function leaveInOtherStates(
  { people, reference }: Loading,
  approved: Map<string, Passage>,
): Promise<void> {
  const { reviewer, members } = people;
  const [one, two] = members;
  const { approvedWithPendingRevision, rejectedThenPending, ...left } = submissionsToLeave;
  for (const entry of left.rejectedDocuments) {
    await reject(reviewer, await submitDocument(two, reference, entry), entry.rejection);
  }
  for (const entry of left.rejectedLinks) {
    await reject(reviewer, await submitLink(one, reference, entry), entry.rejection);
  }
  const again = await submitDocument(
    one,
    reference,
    rejectedThenPending,
    rejectedThenPending.first,
  );
  await reject(reviewer, again, rejectedThenPending.rejection);
  for (const entry of left.pendingDocuments) await submitDocument(two, reference, entry);
  for (const entry of left.pendingLinks) await submitLink(one, reference, entry);
  const { title, description } = wordingOf(rejectedThenPending);
  await revise(again, { title, description });
  const live = approved.get(approvedWithPendingRevision.text);
  if (live === undefined)
    throw new Error(`${approvedWithPendingRevision.text} is not among the approved`);
  await revise(live, approvedWithPendingRevision.revision);
}

/** Loads the sample library and the demo accounts. Called on every start; keeps what is already there. */
export async function seed({ strapi, url, report }: SeedOptions): Promise<SeedResult> {
  const store = strapi.store({ type: 'core', name: 'demo', key: 'seed' });
  const progress: unknown = await store.get({});
  if (progress === 'done') return RESULT;
  if (progress === 'begun') {
    throw new SentenceError(
      'An earlier first run of the demo stopped half way: run `npm run demo -- --reset` to begin again.',
    );
  }
  await store.set({ value: 'begun' });
  report('Making the demo accounts …');
  const client = new HttpClient(url);
  const people = await createAccounts(strapi, client);
  report('Setting up categories and information sources …');
  const reference = await createReferenceData(people.administrator);
  const loading = { people, reference, report };
  const approved = await loadApproved(loading);
  report('Leaving some submissions to decide on …');
  await leaveInOtherStates(loading, approved);
  await store.set({ value: 'done' });
  return RESULT;
}
