import { useCallback } from 'react';
import { useIntl } from 'react-intl';

import { labelOf } from './comparison';
import { isTranslated, useText } from './messages';
import type { TextKey } from './messages';

export interface Refusal {
  /** HTTP status, or `null` when no answer came. */
  status: number | null;
  /** `details.code` of the answer. */
  code: string | null;
  message: string;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

/** `details` of the answer, empty where it has none. */
export function detailsOf(error: unknown): Readonly<Record<string, unknown>> {
  const details = property(error, 'details');
  return typeof details === 'object' && details !== null ? { ...details } : {};
}

/** Reads what a request failed with, whichever layer of Strapi's client reported it. */
export function readRefusal(error: unknown): Refusal {
  const status = property(error, 'status');
  const { code } = detailsOf(error);
  const message = property(error, 'message');
  return {
    status: typeof status === 'number' ? status : null,
    code: typeof code === 'string' ? code : null,
    message: typeof message === 'string' ? message : '',
  };
}

/** Whether the server looked at the request and said no, as opposed to failing or not answering. */
export function isAnswered({ status }: Refusal): boolean {
  return status !== null && status >= 400 && status < 500;
}

/** The refusals that a person at the desk can meet; the others are a program's mistakes. */
const KNOWN: Readonly<Record<string, TextKey>> = {
  alreadyApproved: 'refusal.alreadyApproved',
  conflict: 'refusal.conflict',
  failed: 'refusal.failed',
  fileInUse: 'refusal.fileInUse',
  fileWithheld: 'refusal.fileWithheld',
  forbidden: 'refusal.forbidden',
  incomplete: 'refusal.incomplete',
  infectedFile: 'refusal.infectedFile',
  invalidFile: 'refusal.invalidFile',
  mayNotDecide: 'refusal.mayNotDecide',
  notDecidable: 'refusal.notDecidable',
  notFound: 'refusal.notFound',
  notScanned: 'refusal.notScanned',
  outOfScope: 'refusal.outOfScope',
  reasonRequired: 'refusal.reasonRequired',
  selfApproval: 'refusal.selfApproval',
  staleDigest: 'refusal.staleDigest',
};

/** What a sentence may name of the details: texts, numbers, and lists of names. */
function valuesOf(details: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const { state, fields } = details;
  return {
    state: typeof state === 'string' ? state : '',
    fields: Array.isArray(fields) ? fields.map((name) => labelOf(String(name))).join(', ') : '',
  };
}

/**
 * A refusal in the reader's language. The server writes English, and more precisely than a code can
 * say; where the desk is translated, the code decides, and only what has none stays English.
 */
export function useSentence(): (
  code: string | null,
  sentence: string,
  details?: Readonly<Record<string, unknown>>,
) => string {
  const text = useText();
  const { locale } = useIntl();
  const translated = isTranslated(locale);
  return useCallback(
    (code, sentence, details = {}) => {
      const key = code === null ? undefined : KNOWN[code];
      if (key === undefined || (!translated && sentence !== '')) return sentence;
      return text(key, valuesOf(details));
    },
    [text, translated],
  );
}

/** Strapi's own refusals have no code, and a word for a sentence. */
function codeOf({ status, code }: Refusal): string | null {
  return code ?? (status === 403 ? 'forbidden' : null);
}

/** The sentence for a failed request: what the server said, else ours. */
export function useRefusalText(): (error: unknown) => string {
  const text = useText();
  const sentence = useSentence();
  return useCallback(
    (error) => {
      const refusal = readRefusal(error);
      const { status, code, message } = refusal;
      if (!isAnswered(refusal)) return text(status === null ? 'error.unreachable' : 'error.server');
      const said = code === null && status === 403 ? '' : message;
      return sentence(codeOf(refusal), said, detailsOf(error)) || text('error.server');
    },
    [sentence, text],
  );
}
