import type { ReviewSettings } from '../../src/plugins/review/shared/desk';
import type { TestApp } from './app';
import { api } from './http';
import type { Envelope } from './library';
import { createAdmin } from './people';

const tokens = new WeakMap<TestApp, Promise<string>>();

/** Of somebody who may change the settings, made at the first use. */
function tokenFor(app: TestApp): Promise<string> {
  const known = tokens.get(app);
  if (known !== undefined) return known;
  const made = createAdmin(app, 'strapi-super-admin').then(({ token }) => token);
  tokens.set(app, made);
  return made;
}

export async function readSettings(app: TestApp): Promise<ReviewSettings> {
  const { body } = await api(app.url)
    .as(await tokenFor(app))
    .get<Envelope<ReviewSettings>>('/review/settings');
  return body.data;
}

/** Changes these and leaves the others. @throws where the server refuses */
export async function changeSettings(
  app: TestApp,
  changes: Partial<ReviewSettings>,
): Promise<void> {
  const data = { ...(await readSettings(app)), ...changes };
  const { status, body } = await api(app.url)
    .as(await tokenFor(app))
    .put('/review/settings', { data });
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
}
