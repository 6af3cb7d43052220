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

/** Whether something was left out for want of time, as it may be on a busy machine. */
export function isLate({ checks }: Pick<CheckSheet, 'checks'>): boolean {
  return checks.some(
    ({ code, details }) => code === 'unscanned' || ('why' in details && details.why === 'late'),
  );
}

/** The sheet; where nobody is named, one for which there was time. @throws where the server refuses */
export async function sheetOf(
  app: TestApp,
  body: FormData | object,
  asked: { query?: string; member?: Member } = {},
): Promise<Preflight> {
  for (let triesLeft = 5; ; triesLeft -= 1) {
    const { status, body: answer } = await askBeforehand(app, body, asked);
    if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(answer)}`);
    const isFinal = asked.member !== undefined || triesLeft === 1;
    if (isFinal || !isLate(answer.data)) return answer.data;
  }
}

/** What the desk is told. @throws where the server refuses */
export async function deskChecks(
  app: TestApp,
  admin: Pick<Admin, 'token'>,
  { id }: { id: string },
): Promise<CheckSheet> {
  const { status, body } = await api(app.url)
    .as(admin.token)
    .get<Envelope<CheckSheet>>(`/review/submissions/${id}/checks`);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body.data;
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
