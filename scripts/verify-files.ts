import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Pool } from 'pg';

import type { SubmissionView } from '../src/plugins/review/shared/wire';
import { drawPdf } from './draw-pdf';
import { main } from './processes';
import { dataOf } from './verify/client';
import { withVerification } from './verify/run';
import type { Server } from './verify/server';
import { type Told, Transcript } from './verify/transcript';

const OF_FILES = [
  ...['Content-Type', 'Content-Length', 'Accept-Ranges', 'Content-Disposition'],
  ...['X-Content-Type-Options', 'Content-Security-Policy', 'Cache-Control', 'ETag'],
  ...['Repr-Digest', 'Content-Location', 'Link'],
];

class Life {
  readonly problems: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly server: Server,
    private readonly pool: Pool,
    private readonly out: Transcript,
  ) {}

  private expect(what: string, { status }: Told, expected: number): void {
    if (status !== expected) {
      this.problems.push(`${what}: ${String(status)} instead of ${String(expected)}`);
    }
  }

  private async hash(name: string): Promise<string> {
    const bytes = await readFile(join(this.folder, name));
    return createHash('sha256').update(bytes).digest('hex');
  }

  private async same(what: string, one: string, other: string): Promise<void> {
    await this.out.command('sha256sum', one, other);
    if ((await this.hash(one)) !== (await this.hash(other))) this.problems.push(`${what} differs`);
  }

  /** As the editors' desk does: read what is shown, and approve that. */
  private async approve({ id }: SubmissionView): Promise<void> {
    const { url, editor } = this.server;
    const shown = await editor.send('GET', `/review/submissions/${id}`);
    const { digest } = dataOf(shown) as { digest: string };
    const told = await this.out.curl([
      ...[
        '-H',
        `Authorization: Bearer ${this.server.tokens.editor}`,
        '-H',
        'Content-Type: application/json',
      ],
      ...['-d', JSON.stringify({ decision: 'approve', digest })],
      `${url}/review/submissions/${id}/decision`,
    ]);
    this.expect('approving', told, 200);
  }

  async tell(): Promise<void> {
    const { url } = this.server;
    this.out.say('A member submits a PDF');
    const created = await this.out.curl(
      [
        ...['-H', `Authorization: Bearer ${this.server.tokens.member}`],
        ...['-F', 'data={"title":"Water rights","description":"Who may draw how much"}'],
        ...['-F', 'file=@first.pdf', `${url}/api/submissions/documents`],
      ],
      { body: (body) => body.slice(0, 160) + ' …' },
    );
    this.expect('submitting', created, 201);
    const submission = (JSON.parse(created.body) as { data: SubmissionView }).data;
    const stable = `${url}/api/documents/${submission.item.documentId}/file`;
    const versions = {
      first: `${stable}/${await this.hash('first.pdf')}/first.pdf`,
      second: `${stable}/${await this.hash('second.pdf')}/second.pdf`,
    };
    await this.tellPrivate(stable, versions.first);
    await this.tellPublic(submission, stable, versions.first);
    await this.tellReplaced(submission, stable, versions);
    await this.tellGone(submission, [stable, versions.first, versions.second]);
  }

  private async tellPrivate(stable: string, version: string): Promise<void> {
    const { rows } = await this.pool.query<{ name: string }>(
      'select hash || ext as name from files',
    );
    const name = rows[0]?.name ?? '';
    const uploads = `${this.server.url}/uploads/${name}`;
    this.out.say('Until somebody approves it, it is nowhere');
    for (const address of [
      stable,
      version,
      uploads,
      `${this.server.url}/uploads/thumbnail_${name}`,
      `${this.server.url}/%75ploads/${name}`,
    ]) {
      this.expect('a file that waits', await this.out.curl([address]), 404);
      this.expect('a file that waits', await this.out.curl(['-I', address]), 404);
    }
    this.expect('a part', await this.out.curl(['-r', '0-99', uploads]), 404);
  }

  private async tellPublic(
    submission: SubmissionView,
    stable: string,
    version: string,
  ): Promise<void> {
    this.out.say('An editor approves it');
    await this.approve(submission);
    this.out.say('It is public, at an address that stays and at one for these very bytes');
    this.expect('live', await this.out.curl(['-I', stable], { headers: OF_FILES }), 200);
    const headers = ['Cache-Control', 'Content-Disposition', 'Link'];
    this.expect('live', await this.out.curl(['-I', version], { headers }), 200);
    await this.out.command('curl', '-s', '-o', 'fetched.pdf', stable);
    await this.same('what is served', 'first.pdf', 'fetched.pdf');
    await this.tellResumed(stable);
  }

  private async tellResumed(stable: string): Promise<void> {
    this.out.say('A download that broke off goes on where it was, if the file is still the same');
    const etag = `"${await this.hash('first.pdf')}"`;
    const headers = ['Content-Range', 'Content-Length'];
    const whole = await readFile(join(this.folder, 'first.pdf'));
    await writeFile(join(this.folder, 'part.pdf'), whole.subarray(0, 500));
    const rest = await this.out.curl(['-r', '500-', '-H', `If-Range: ${etag}`, stable], {
      headers,
    });
    this.expect('resuming', rest, 206);
    await this.out.command('curl', '-s', '-C', '-', '-o', 'part.pdf', stable);
    await this.same('what was resumed', 'first.pdf', 'part.pdf');
    const after = ['-r', `${String(whole.length)}-`, stable];
    this.expect('after the end', await this.out.curl(after, { headers: ['Content-Range'] }), 416);
    const again = await this.out.curl(['-H', `If-None-Match: ${etag}`, stable]);
    this.expect('having it', again, 304);
  }

  private async tellReplaced(
    submission: SubmissionView,
    stable: string,
    versions: { first: string; second: string },
  ): Promise<void> {
    this.out.say('Another file is sent, and nothing changes until that is approved');
    const path = `${this.server.url}/api/submissions/${submission.id}`;
    const form = [
      '-X',
      'PUT',
      '-H',
      `Authorization: Bearer ${this.server.tokens.member}`,
      '-F',
      'file=@second.pdf',
    ];
    this.expect('replacing', await this.out.curl([...form, path]), 200);
    const still = await this.out.curl(['-I', stable], { headers: ['ETag'] });
    if (still.headers.get('etag') !== `"${await this.hash('first.pdf')}"`)
      this.problems.push('what was not approved is served');
    this.expect('the new one', await this.out.curl(['-I', versions.second]), 404);
    await this.approve(submission);
    await this.out.curl(['-I', stable], { headers: ['ETag', 'Content-Disposition'] });
    await this.out.command('curl', '-s', '-o', 'fetched.pdf', stable);
    await this.same('what is served', 'second.pdf', 'fetched.pdf');
    this.out.say('The old address leads to the new one');
    const old = await this.out.curl(['-I', versions.first], { headers: ['Location'] });
    this.expect('the old address', old, 302);
  }

  private async tellGone(submission: SubmissionView, addresses: string[]): Promise<void> {
    const { url } = this.server;
    this.out.say('An editor unpublishes it');
    const told = await this.out.curl([
      ...['-X', 'POST', '-H', `Authorization: Bearer ${this.server.tokens.editor}`],
      `${url}/content-manager/collection-types/api::library-document.library-document/${submission.item.documentId}/actions/unpublish`,
    ]);
    this.expect('unpublishing', told, 200);
    this.out.say('It is gone, and was there');
    for (const address of addresses) {
      const gone = await this.out.curl([address], {
        headers: ['Cache-Control'],
        body: (all) => all,
      });
      this.expect('what is gone', gone, 410);
    }
  }
}

/** A PDF with this sentence. */
function makePdf(sentence: string): Promise<Buffer> {
  const info = { Title: 'Water rights', CreationDate: new Date(0) };
  return drawPdf({ info }, (pdf) => pdf.text(sentence));
}

async function makeFiles(folder: string): Promise<void> {
  await writeFile(join(folder, 'first.pdf'), await makePdf('The first edition.'));
  await writeFile(join(folder, 'second.pdf'), await makePdf('The second edition, corrected.'));
}

function namesIn({ url, tokens }: Server): Map<string, string> {
  return new Map([
    [url, '$B'],
    [tokens.member, '$MEMBER'],
    [tokens.editor, '$EDITOR'],
  ]);
}

/**
 * `npm run verify:files`: the life of a file against a server process, asked by curl and printed as it
 * is asked: submitted, private, approved, fetched, resumed, replaced, withdrawn. Ends with 1 where an
 * answer was another than it should be.
 */
void main(async () =>
  withVerification(async ({ start, pool }) => {
    const server = await start();
    const folder = await mkdtemp(join(tmpdir(), 'accession-curl-'));
    try {
      await makeFiles(folder);
      const life = new Life(folder, server, pool, new Transcript(folder, namesIn(server)));
      await life.tell();
      for (const problem of life.problems) console.error(`Violation: ${problem}`);
      console.log(life.problems.length === 0 ? '\nNo violation.' : '\nViolations were found.');
      return life.problems.length === 0 ? 0 : 1;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }),
);
