import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';

import { drawPdf } from '../../scripts/draw-pdf';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { type Clamd, describeWithClamd, MARK, prepareClamd } from '../helpers/clamd';
import { deskOf } from '../helpers/desk';
import { eventsOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { until } from '../helpers/kept';
import { detail, documentForm, submitDocument, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { approveNow, clean, infected, runScans, send, submitUnscanned } from '../helpers/scanning';
import { nameOf } from '../helpers/stored-files';

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
        CLAMAV_TIMEOUT_MS: '20000',
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

  describe('a file that is found to be infected later', () => {
    async function foundLater(bytes: Buffer = infected()): Promise<SubmissionView> {
      const submission = await submitUnscanned(app, clamd, member, bytes);
      await clamd.start();
      await runScans(app);
      return submission;
    }

    it('marks its submission, in the log too, once', async () => {
      const bytes = infected();
      const { id, item } = await foundLater(bytes);
      const marks = async () =>
        (await eventsOf(app, item.documentId)).filter(({ type }) => type === 'infected');
      expect(await marks()).toHaveLength(1);
      // Found once more, by whoever sends the same.
      await send(app, member, bytes);
      const shown = await detail(app, root, id);
      expect(shown.scan).toMatchObject({
        state: 'infected',
        signature: 'Words-Test-Signature.UNOFFICIAL',
      });
      expect(shown.decidable).toMatchObject({ hindrance: { code: 'infectedFile' } });
      expect(await marks()).toMatchObject([{ internal_note: 'Words-Test-Signature.UNOFFICIAL' }]);
      const list = await deskOf(app, root).list('?pagination[pageSize]=100&sort=submittedAt:desc');
      expect(list.body.data.find((row) => row.id === id)?.checks).toEqual({ scan: 'infected' });
    });

    it('is not taken for clean by other bytes that were put in its place', async () => {
      const bytes = infected();
      const { id } = await submitUnscanned(app, clamd, member, bytes);
      await writeFile(`${app.publicFolder}/uploads/${await nameOf(app, bytes)}`, await clean());
      await clamd.start();
      await runScans(app);
      expect((await detail(app, root, id)).checks.scan).toBe('waiting');
      expect((await approveNow(app, root, { id })).body.error.details.code).toBe('notScanned');
    });

    it('is never approved, by the application or past it', async () => {
      const submission = await foundLater();
      const answer = await approveNow(app, root, submission);
      expect([answer.status, answer.body.error.details.code]).toEqual([422, 'infectedFile']);
      const forged = app.sql(
        `update review_submissions set state = 'approved', approved_digest = digest,
           approved_in = pg_current_xact_id() where id = $1`,
        [submission.id],
      );
      await expect(forged).rejects.toMatchObject({ code: 'AC007' });
    });

    it('is handed out to nobody', async () => {
      const { id } = await foundLater();
      const desk = await api(app.url)
        .as(root.token)
        .get<Envelope<null>>(`/review/submissions/${id}/file?version=draft`);
      expect([desk.status, desk.body.error.details.code]).toEqual([403, 'fileWithheld']);
      const own = await api(app.url).as(member.jwt).get(`/api/submissions/${id}/file`);
      expect(own.status).toBe(403);
    });

    it('is handed out as no picture either, though it was read', async () => {
      const harmful = await drawPdf({ info: { Title: MARK } }, (pdf) => pdf.text('A first page'));
      const { id } = await foundLater(harmful);
      const [read] = await app.sql(
        `select from review_readings where sha256 = $1 and thumbnail is not null`,
        [createHash('sha256').update(harmful).digest('hex')],
      );
      expect(read).toBeDefined();
      expect((await detail(app, root, id)).reading?.thumbnail).toBeNull();
      const desk = `/review/submissions/${id}/thumbnail?version=draft`;
      expect((await api(app.url).as(root.token).get(desk)).status).toBe(403);
      const own = `/api/submissions/${id}/thumbnail`;
      expect((await api(app.url).as(member.jwt).get(own)).status).toBe(403);
    });

    it('is replaced by a clean one, which is then approved', async () => {
      const { id } = await foundLater();
      const body = documentForm({}, await clean());
      await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, body);
      expect((await approveNow(app, root, { id })).status).toBe(200);
    });

    it('is refused at the door when it comes again, even while the scanner is down', async () => {
      const bytes = infected();
      await submitUnscanned(app, clamd, member, bytes);
      await clamd.start();
      await runScans(app);
      await clamd.stop();
      expect((await send(app, member, bytes)).status).toBe(422);
    });

    it('is known by whoever sends the same bytes to a scanner that has learnt of it', async () => {
      const bytes = infected();
      const { id } = await submitUnscanned(app, clamd, member, bytes);
      await clamd.start();
      expect((await send(app, member, bytes)).status).toBe(422);
      await until(
        'it is marked',
        async () => (await detail(app, root, id)).scan?.state === 'infected',
      );
    });
  });
});

describeWithClamd('where a scanner is configured later', () => {
  beforeAll(async () => {
    clamd = await prepareClamd();
    app = await startApp();
    root = await createAdmin(app, 'strapi-super-admin');
    member = await createMember(app);
  });
  afterAll(async () => {
    await app.stop();
    await clamd.remove();
  });

  it('the desk says plainly that nothing is scanned, and approves', async () => {
    const submission = await submitDocument(app, member);
    const shown = await detail(app, root, submission.id);
    expect(shown.scan).toEqual({ state: 'unscanned', engine: null, signature: null, at: null });
    expect(shown.decidable).toEqual({ allowed: true, hindrance: null });
    const { body } = await api(app.url).as(root.token).get<Envelope<object>>('/review/scanner');
    expect(body.data).toEqual({ configured: false, answers: false, engine: null, waiting: 1 });
    expect((await approveNow(app, root, submission)).status).toBe(200);
  });

  it('what waits is scanned after the next start, and what is live stays', async () => {
    const waiting = await submitDocument(app, member);
    const bad = (await send(app, member, infected())).body.data;
    await app.stop({ leave: true });
    await clamd.start();
    const settings = { CLAMAV_SOCKET: clamd.path };
    app = await startApp({ continues: app, settings });
    expect((await approveNow(app, root, waiting)).body.error.details.code).toBe('notScanned');
    await runScans(app);
    await runScans(app);
    expect((await detail(app, root, waiting.id)).checks.scan).toBe('clean');
    expect((await detail(app, root, bad.id)).checks.scan).toBe('infected');
    expect((await approveNow(app, root, waiting)).status).toBe(200);
  });
});
