import { join } from 'node:path';

import { textAt, type HttpClient } from './http-client';
import type { DocumentEntry, LinkEntry, Rejection, Wording } from './library/catalogue-types';
import { makeFile, readLibraryText } from './make-file';
import { idOf, type ReferenceData } from './reference-data';

export type AnyDocument = DocumentEntry<string, string>;
export type AnyLink = LinkEntry<string, string>;

/** A submission on its way through review. */
export interface Passage {
  id: string;
  member: HttpClient;
}

const TEXTS = join(process.cwd(), 'scripts', 'demo', 'library');

function filedUnder(
  reference: ReferenceData,
  entry: { categories: readonly string[]; source?: string | undefined },
): Record<string, unknown> {
  return {
    categories: entry.categories.map((name) => idOf(reference.categories, name)),
    ...(entry.source === undefined ? {} : { source: idOf(reference.sources, entry.source) }),
  };
}

/** What a text says of itself. */
export function wordingOf(entry: AnyDocument): Wording {
  const { title, description } = readLibraryText(join(TEXTS, entry.text));
  return { title, description };
}

export async function submitDocument(
  member: HttpClient,
  reference: ReferenceData,
  entry: AnyDocument,
  wording: Partial<Wording> = {},
): Promise<Passage> {
  const text = readLibraryText(join(TEXTS, entry.text));
  const { name, mediaType, bytes } = await makeFile(text);
  const { title, description, publisher, publishedDate } = text;
  const form = new FormData();
  const values = {
    title,
    description,
    publisher,
    publishedDate,
    ...wording,
    ...filedUnder(reference, entry),
  };
  form.append('data', JSON.stringify({ ...values, language: 'en-GB' }));
  form.append('file', new Blob([new Uint8Array(bytes)], { type: mediaType }), name);
  const answer = await member.post('/api/submissions/documents', form);
  return { id: textAt(answer, 'data', 'id'), member };
}

export async function submitLink(
  member: HttpClient,
  reference: ReferenceData,
  entry: AnyLink,
): Promise<Passage> {
  const { title, url, description, publisher, publishedDate } = entry;
  const answer = await member.post('/api/submissions/external-links', {
    data: {
      title,
      url,
      description,
      publisher,
      language: 'en-GB',
      ...(publishedDate === undefined ? {} : { publishedDate }),
      ...filedUnder(reference, entry),
    },
  });
  return { id: textAt(answer, 'data', 'id'), member };
}

export async function revise(passage: Passage, wording: Wording): Promise<void> {
  await passage.member.put(`/api/submissions/${passage.id}`, { data: wording });
}

/** Decides on what the reviewer is shown at that moment, as the desk does. */
async function decide(reviewer: HttpClient, { id }: Passage, decision: object): Promise<void> {
  const shown = await reviewer.get(`/review/submissions/${id}`);
  await reviewer.post(`/review/submissions/${id}/decision`, {
    ...decision,
    digest: textAt(shown, 'data', 'digest'),
  });
}

export async function approve(reviewer: HttpClient, passage: Passage): Promise<void> {
  await decide(reviewer, passage, { decision: 'approve' });
}

export async function reject(
  reviewer: HttpClient,
  passage: Passage,
  { reason, note }: Rejection,
): Promise<void> {
  await decide(reviewer, passage, { decision: 'reject', reason, note });
}
