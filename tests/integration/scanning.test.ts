import type { ScannerHealth } from '../../src/plugins/review/shared/desk';
import { startApp, type TestApp } from '../helpers/app';
import { type Clamd, describeWithClamd, EICAR, prepareClamd } from '../helpers/clamd';
import { deskOf, refusalCodesOf } from '../helpers/desk';
import { api } from '../helpers/http';
import { until } from '../helpers/kept';
import {
  decide,
  detail,
  documentForm,
  liveTitles,
  submitDocument,
  type Envelope,
} from '../helpers/library';
import { takeFromAddresses } from '../helpers/from-addresses';
import { linksOf } from '../helpers/links';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import {
  approveNow,
  clean,
  infected,
  kept,
  runScans,
  send,
  submitUnscanned,
} from '../helpers/scanning';
import { reachOf, serve } from '../helpers/web';

let app: TestApp;
let clamd: Clamd;
let root: Admin;
let member: Member;

describeWithClamd('with a scanner', () => {
  beforeAll(async () => {
    clamd = await prepareClamd(2);
    await clamd.start();
    app = await startApp({
      settings: {
        CLAMAV_HOST: clamd.host,
        CLAMAV_PORT: String(clamd.port),
        // Longer than a busy machine keeps it from its answers.
        CLAMAV_TIMEOUT_MS: '8000',
      },
    });
    root = await createAdmin(app, 'strapi-super-admin');
    member = await createMember(app);
  });
  afterAll(async () => {
    await app.stop();
    await clamd.remove();
  });
  beforeEach(() => clamd.start());

  describe('a clean file', () => {
    it('is known as clean, and is approved', async () => {
      const submission = await submitDocument(app, member);
      const shown = await detail(app, root, submission.id);
      expect(shown.scan).toEqual({
        state: 'clean',
        engine: expect.stringMatching(/^ClamAV /) as string,
        signature: null,
        at: expect.stringMatching(/^\d{4}-/) as string,
      });
      expect(shown.checks).toEqual({ scan: 'clean' });
      expect(shown.decidable).toEqual({ allowed: true, hindrance: null });
      expect((await approveNow(app, root, submission)).status).toBe(200);
    });
  });

  describe('an infected file', () => {
    it('is refused by a submission with a sentence, and nothing of it is kept', async () => {
      const before = await kept(app);
      const { status, body } = await send(app, member, EICAR);
      expect([status, body.error.details.code]).toEqual([422, 'infectedFile']);
      expect(body.error.message).toMatch(/virus scanner found something harmful/);
      expect(await kept(app)).toEqual(before);
      expect(await app.sql(`select from review_scans where state = 'infected'`)).toEqual([]);
    });

    it('is refused by a revision, which the log of the submission tells', async () => {
      const submission = await submitDocument(app, member);
      const before = await kept(app);
      const body = documentForm({}, infected(), 'notes.txt');
      const answer = await api(app.url)
        .as(member.jwt)
        .put<Envelope<null>>(`/api/submissions/${submission.id}`, body);
      expect([answer.status, answer.body.error.details.code]).toEqual([422, 'infectedFile']);
      expect(await refusalCodesOf(app, submission.item.documentId)).toEqual(['infectedFile']);
      expect(await kept(app)).toEqual(before);
      expect((await detail(app, root, submission.id)).checks.scan).toBe('clean');
    });

    it('is refused by the media library, alone and among others', async () => {
      const before = await kept(app);
      for (const files of [[infected()], [await clean(), infected()]]) {
        const body = new FormData();
        for (const bytes of files) body.append('files', new Blob([new Uint8Array(bytes)]), 'a.txt');
        const answer = await api(app.url).as(root.token).post<Envelope<null>>('/upload', body);
        expect([answer.status, answer.body.error.details.code]).toEqual([422, 'infectedFile']);
      }
      expect(await kept(app)).toEqual(before);
    });

    it('is refused by the media library that is to fetch it from an address', async () => {
      const before = await kept(app);
      const [bad, good] = [infected(), await clean()];
      const site = await serve(({ url }, response) => response.end(url === '/bad' ? bad : good));
      linksOf(app).within(reachOf([site]));
      const from = (path: string) => takeFromAddresses(app, root.token, [site.at('a.test', path)]);
      const { taken, refused } = await from('/bad');
      expect(taken).toEqual([]);
      expect(refused).toMatchObject([
        { message: expect.stringMatching(/virus scanner found something harmful/) as string },
      ]);
      expect(await kept(app)).toEqual(before);
      // The scanner is what was in its way.
      expect(await from('/good')).toMatchObject({ refused: [], taken: [{}] });
      await site.stop();
    });
  });

  describe('where the scanner is down', () => {
    it('a submission stays, is marked, and is not approved in any way', async () => {
      const submission = await submitUnscanned(app, clamd, member);
      const shown = await detail(app, root, submission.id);
      expect(shown.checks.scan).toBe('waiting');
      expect(shown.decidable).toMatchObject({ allowed: true, hindrance: { code: 'notScanned' } });
      const alone = await approveNow(app, root, submission);
      expect([alone.status, alone.body.error.details.code]).toEqual([409, 'notScanned']);
      const { digest, id } = submission;
      const { body } = await deskOf(app, root).bulk({ items: [{ id, digest }] });
      expect(body.data.refused).toMatchObject([{ id, code: 'notScanned' }]);
      const publish = `/content-manager/collection-types/${shown.contentType}/${shown.item.documentId}/actions/publish`;
      expect((await api(app.url).as(root.token).post(publish, {})).status).toBe(409);
      expect(await liveTitles(app, 'library_documents')).not.toContain(shown.item.title);
    });

    it('the database itself lets no approval in', async () => {
      const { id } = await submitUnscanned(app, clamd, member);
      const forged = app.sql(
        `update review_submissions set state = 'approved', approved_digest = digest,
           approved_in = pg_current_xact_id() where id = $1`,
        [id],
      );
      await expect(forged).rejects.toMatchObject({ code: 'AC008' });
    });

    it('a submission is rejected all the same', async () => {
      const { id, digest } = await submitUnscanned(app, clamd, member);
      const answer = await decide(app, root, id, { decision: 'reject', digest, reason: 'No' });
      expect(answer.status).toBe(200);
    });

    it('a submission is scanned as soon as the scanner is back, and approved then', async () => {
      const submission = await submitUnscanned(app, clamd, member);
      await runScans(app);
      expect((await detail(app, root, submission.id)).checks.scan).toBe('waiting');
      await clamd.start();
      await runScans(app);
      expect((await detail(app, root, submission.id)).checks.scan).toBe('clean');
      expect((await approveNow(app, root, submission)).status).toBe(200);
    });

    it('the media library takes nothing in', async () => {
      await clamd.stop();
      const before = await kept(app);
      const body = new FormData();
      body.append('files', new Blob([new Uint8Array(await clean())]), 'a.pdf');
      const answer = await api(app.url).as(root.token).post<Envelope<null>>('/upload', body);
      expect([answer.status, answer.body.error.details.code]).toEqual([503, 'scannerUnavailable']);
      expect(await kept(app)).toEqual(before);
    });

    it('a hanging one holds nobody up for longer than is set', async () => {
      clamd.pause();
      const begun = Date.now();
      const { status, body } = await send(app, member, await clean(), 'a.pdf');
      clamd.resume();
      expect(status).toBe(201);
      expect(Date.now() - begun).toBeLessThan(20_000);
      expect((await detail(app, root, body.data.id)).checks.scan).toBe('waiting');
    });
  });

  describe('a file longer than the scanner takes', () => {
    it('is not clean', async () => {
      const { status, body } = await send(
        app,
        member,
        Buffer.from('All work needs partners. '.repeat(200_000)),
      );
      expect(status).toBe(201);
      expect((await approveNow(app, root, body.data)).body.error.details.code).toBe('notScanned');
    });
  });

  it('tells the settings page how it is', async () => {
    const ask = async () =>
      (await api(app.url).as(root.token).get<Envelope<ScannerHealth>>('/review/scanner')).body.data;
    // It has three seconds to answer in.
    await until('it answers', async () => (await ask()).answers);
    expect(await ask()).toMatchObject({ configured: true });
    await clamd.stop();
    expect(await ask()).toMatchObject({ configured: true, answers: false, engine: null });
  });
});
