import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { settled, startApp, type TestApp } from '../helpers/app';
import { linkValues, press, pressForAll } from '../helpers/doors';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  decide,
  detail,
  LINK,
  reject,
  submitDocument,
  submitLink,
} from '../helpers/library';
import { until } from '../helpers/kept';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { statementsOf } from '../helpers/statements';

/** Where Strapi keeps webhooks and calls them; neither has types. */
interface Webhooks {
  store: { createWebhook: (values: object) => Promise<object> };
  runner: { add: (webhook: object) => void };
}

function webhooksOf({ strapi }: TestApp): Webhooks {
  return {
    store: strapi.get<Webhooks['store']>('webhookStore'),
    runner: strapi.get<Webhooks['runner']>('webhookRunner'),
  };
}

interface Delivery {
  event: string;
  text: string;
}

let app: TestApp;
let member: Member;
let reviewer: Admin;
let receiver: Server;
const received: Delivery[] = [];
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        event: String(request.headers['x-strapi-event']),
        text: Buffer.concat(chunks).toString(),
      });
      response.end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const { port } = receiver.address() as AddressInfo;
  const { store, runner } = webhooksOf(app);
  const webhook = await store.createWebhook({
    name: 'everything',
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    isEnabled: true,
    events: [
      'entry.create',
      'entry.update',
      'entry.delete',
      'entry.publish',
      'entry.unpublish',
      'entry.draft-discard',
      'media.create',
      'media.update',
      'media.delete',
    ],
  });
  runner.add(webhook);
});
afterAll(async () => {
  await new Promise((done) => receiver.close(done));
  await app.stop();
});

/**
 * What the webhook was told about an item, once it was told so many things of it and a category made just now has come
 * through: Strapi announces after it has answered, and hands on several things at a time.
 */
async function told(about: string, expected = 0): Promise<string[]> {
  const events = (): string[] =>
    received.filter(({ text }) => text.includes(about)).map(({ event }) => event);
  await until('it is told', () => Promise.resolve(events().length >= expected));
  await settled(app.strapi);
  const marker = `marker-${received.length}-${Math.random()}`;
  await app.strapi.documents('api::category.category').create({ data: { name: marker } });
  await until('the marker comes through', () =>
    Promise.resolve(received.some(({ text }) => text.includes(marker))),
  );
  return events();
}

describe('a webhook', () => {
  it('is told nothing of a submission and its file', async () => {
    const { item } = await submitDocument(app, member);
    const media = (await told('"media"')).concat(
      received.filter(({ event }) => event.startsWith('media')).map(({ event }) => event),
    );
    expect([await told(item.documentId), media]).toEqual([[], []]);
  });

  it('has nothing read for it that it is not told', async () => {
    const statements = await statementsOf(app, async () => {
      await submitDocument(app, member);
      await settled(app.strapi);
    });
    const afterwards = statements.slice(statements.indexOf('COMMIT;') + 1);
    expect(statements.length).toBeGreaterThan(afterwards.length);
    expect(afterwards.filter((sql) => /categories|information_sources|files/.test(sql))).toEqual(
      [],
    );
  });

  it('is told nothing of a revision, a rejection, a withdrawal', async () => {
    const submission = await submitLink(app, member);
    const mine = api(app.url).as(member.jwt);
    await mine.put(`/api/submissions/${submission.id}`, { data: { title: 'Revised' } });
    await reject(app, reviewer, submission);
    await mine.delete(`/api/submissions/${submission.id}`);
    expect(await told(submission.item.documentId)).toEqual([]);
  });

  it('is told nothing of what an editor writes and does not publish', async () => {
    const { body } = await api(app.url)
      .as(reviewer.token)
      .post<{ data: { documentId: string } }>(contentManager(LINK), linkValues());
    const { documentId } = body.data;
    await api(app.url).as(reviewer.token).put(contentManager(LINK, documentId), linkValues());
    await api(app.url)
      .as(reviewer.token)
      .post(`${contentManager(LINK)}/clone/${documentId}`, linkValues());
    await api(app.url).as(reviewer.token).delete(contentManager(LINK, documentId));
    expect(await told(documentId)).toEqual([]);
  });

  it('is told nothing of a revision beside what is live', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: 'Secret-revision' } });
    await press(app, reviewer, LINK, submission.item.documentId, 'discard');
    expect(await told('Secret-revision')).toEqual([]);
  });

  it('is told once of an approval', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    expect(await told(submission.item.documentId, 1)).toEqual(['entry.publish']);
  });

  it('is told once of an approval in the content manager', async () => {
    const { item } = await submitLink(app, member);
    await press(app, reviewer, LINK, item.documentId, 'publish');
    expect(await told(item.documentId, 1)).toEqual(['entry.publish']);
  });

  it('is told once of each of several approved together', async () => {
    const both = [await submitLink(app, member), await submitLink(app, member)];
    const ids = both.map(({ item }) => item.documentId);
    await pressForAll(app, reviewer, LINK, ids, 'bulkPublish');
    expect(await Promise.all(ids.map((id) => told(id, 1)))).toEqual([
      ['entry.publish'],
      ['entry.publish'],
    ]);
  });

  it('is told by an approval of nobody’s name or address', async () => {
    const { item } = await submitDocument(app, member);
    await press(
      app,
      reviewer,
      'api::library-document.library-document',
      item.documentId,
      'publish',
    );
    await told(item.documentId, 1);
    const text = JSON.stringify(
      received.filter((delivery) => delivery.text.includes(item.documentId)),
    );
    expect(
      [member.email, member.username, reviewer.email].filter((name) => text.includes(name)),
    ).toEqual([]);
  });

  it('is told nothing of a decision that was refused', async () => {
    const submission = await submitLink(app, member);
    await decide(app, reviewer, submission.id, { decision: 'approve', digest: 'a'.repeat(64) });
    expect(await told(submission.item.documentId)).toEqual([]);
  });

  it('is told nothing of an approval that the database rolled back', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    // The last statement of the approval's transaction fails, after the live row was written.
    await app.sql(`
      create function fail_last() returns trigger language plpgsql as $$
        begin raise exception 'The disk is full'; end $$;
      create constraint trigger fail_last after insert on external_links deferrable initially deferred
        for each row when (new.published_at is not null) execute function fail_last()`);
    await decide(app, reviewer, submission.id, { decision: 'approve', digest });
    await app.sql('drop trigger fail_last on external_links; drop function fail_last()');
    expect(await told(submission.item.documentId)).toEqual([]);
  });

  it('is told of a bulk approval of which one is refused nothing', async () => {
    const good = await submitLink(app, member);
    const bad = await submitLink(app, member);
    await reject(app, reviewer, bad);
    const ids = [good.item.documentId, bad.item.documentId];
    await pressForAll(app, reviewer, LINK, ids, 'bulkPublish');
    expect(await Promise.all(ids.map((id) => told(id)))).toEqual([[], []]);
  });

  it('is told that a live item was taken down', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    // Each is announced in its own time.
    await told(documentId, 1);
    await press(app, reviewer, LINK, documentId, 'unpublish');
    expect(await told(documentId, 2)).toEqual(['entry.publish', 'entry.unpublish']);
  });
});
