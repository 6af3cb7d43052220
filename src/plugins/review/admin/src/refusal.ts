import { useCallback } from 'react';

import { useText } from './messages';

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

/** The server's own sentence where it wrote one, else ours. */
export function useRefusalText(): (error: unknown) => string {
  const text = useText();
  return useCallback(
    (error) => {
      const refusal = readRefusal(error);
      if (isAnswered(refusal) && refusal.message !== '') return refusal.message;
      return text(refusal.status === null ? 'error.unreachable' : 'error.server');
    },
    [text],
  );
}
