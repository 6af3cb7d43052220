import type {
  Check,
  CheckCode,
  CheckSheet,
  Preflight,
} from '../../src/plugins/review/shared/checks';
import type { TestApp } from './app';
import { api, type Answer } from './http';
import type { Envelope } from './library';
import { createMember, type Admin, type Member } from './people';

export const PREFLIGHT = '/api/submissions/check';

/** As somebody, or as somebody who has had no check yet, because each has so many a minute. */
export async function askBeforehand(
  app: TestApp,
  body: FormData | object,
  { query = '', member }: { query?: string; member?: Member } = {},
): Promise<Answer<Envelope<Preflight>>> {
  const { jwt } = member ?? (await createMember(app));
  return api(app.url).as(jwt).post<Envelope<Preflight>>(`${PREFLIGHT}${query}`, body);
}

/** So many pages of a long file are read beforehand. */
const PAGES_READ = 30;

/** Whether something was left out for want of time, as it may be on a busy machine. */
export function isLate({ checks }: Pick<CheckSheet, 'checks'>): boolean {
  return checks.some((check) => {
    if (check.code === 'readInPart') return (check.details.pages ?? 0) <= PAGES_READ;
    return check.code === 'unscanned' || ('why' in check.details && check.details.why === 'late');
  });
}

interface Asked {
  query?: string;
  /** Has one check. */
  member?: Member;
  /** Whether all is there that takes time to find out. */
  isWhole?: (sheet: Preflight) => boolean;
}

/** For so long a sheet is asked for anew that there was no time for. */
const PATIENCE_MS = 30_000;

/** The sheet; where nobody is named, one for which there was time. @throws where the server refuses */
export async function sheetOf(
  app: TestApp,
  body: FormData | object,
  { isWhole = (sheet) => !isLate(sheet), ...asked }: Asked = {},
): Promise<Preflight> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const { status, body: answer } = await askBeforehand(app, body, asked);
    if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(answer)}`);
    const isFinal = asked.member !== undefined || Date.now() > end;
    if (isFinal || isWhole(answer.data)) return answer.data;
  }
}

/**
 * What the desk is told.
 * @param sought what it must come to tell: titles like this one are looked for no longer than a second
 * @throws where the server refuses
 */
export async function deskChecks(
  app: TestApp,
  admin: Pick<Admin, 'token'>,
  { id }: { id: string },
  sought?: CheckCode,
): Promise<CheckSheet> {
  const path = `/review/submissions/${id}/checks`;
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const { status, body } = await api(app.url).as(admin.token).get<Envelope<CheckSheet>>(path);
    if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
    const isThere = sought === undefined || findCheck(body.data, sought) !== undefined;
    if (isThere || Date.now() > end) return body.data;
  }
}

export function findCheck<Code extends CheckCode>(
  { checks }: Pick<CheckSheet, 'checks'>,
  code: Code,
): Extract<Check, { code: Code }> | undefined {
  return checks.find((check): check is Extract<Check, { code: Code }> => check.code === code);
}

export function codesOf({ checks }: Pick<CheckSheet, 'checks'>): CheckCode[] {
  return checks.map(({ code }) => code);
}
