import type { Core } from '@strapi/strapi';
import type { Client } from 'pg';

import { CHANNEL } from '../database/triggers';

/** How often the version is asked for besides being told, which also shows that the connection lives. */
const HEARTBEAT_MS = 300;
/** After so many without an answer the connection counts as lost: within a second of the last sign of life. */
const MAX_UNANSWERED = 2;
/** The first one waits for the database to get going. */
const MAX_UNANSWERED_AT_FIRST = 30;
const RETRY_MS = 500;

export interface Version {
  /** Grows with every commit that may alter an answer. */
  number: number;
  at: Date;
  /** The database's own time when it was last asked. Clocks of instances differ from it. */
  seen: Date;
}

interface Row {
  version: string;
  at: Date;
  seen: Date;
}

const EPOCH = new Date(0);

/** What a notification tells; nothing of another version's. */
function told(payload: string | undefined): Omit<Version, 'seen'> | undefined {
  const [, number, at] = /^(\d+) (\d+)$/.exec(payload ?? '') ?? [];
  return number === undefined ? undefined : { number: Number(number), at: new Date(Number(at)) };
}

interface RawConnections {
  acquireRawConnection: () => Promise<Client>;
}

/**
 * Knows the catalogue's version as the database has it, on a connection of its own: told of each commit, by whatever
 * instance, and asking every so often.
 */
export class VersionWatch {
  private client: Client | undefined;
  private version: Version = { number: -1, at: EPOCH, seen: EPOCH };
  private sure = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  /** Heartbeats since the one that waits for its answer; 0 where none does. Counted, for a busy process has late timers. */
  private unanswered = 0;
  private readonly connected: Promise<void>;

  /** @param onChange called in the same turn in which a new version is learnt of; must not throw */
  constructor(
    private readonly strapi: Core.Strapi,
    private readonly onChange: () => void,
  ) {
    this.connected = this.connect();
  }

  /** False while it cannot know: nothing that was kept may be used then. */
  isSure(): boolean {
    return this.sure;
  }

  current(): Version {
    return this.version;
  }

  /** Resolves when it knows of every commit that was before the call, or knows that it cannot. */
  async catchUp(): Promise<void> {
    const { client } = this;
    if (client === undefined || !this.sure) return;
    await this.read(client).catch((error: unknown) => {
      this.lose(client, error);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.sure = false;
    clearTimeout(this.timer);
    await this.connected;
    await this.client?.end().catch(() => undefined);
  }

  private learn(next: Version): void {
    const isNews = next.number > this.version.number;
    const seen = next.seen > this.version.seen ? next.seen : this.version.seen;
    this.version = { ...(isNews ? next : this.version), seen };
    if (isNews) this.onChange();
  }

  private async read(client: Client): Promise<void> {
    const { rows } = await client.query<Row>(
      'select version, at, clock_timestamp() as seen from catalogue_state',
    );
    const [row] = rows;
    if (row === undefined || client !== this.client) return;
    this.learn({ number: Number(row.version), at: row.at, seen: row.seen });
    this.sure = true;
  }

  private later(work: () => void, ms: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(work, ms);
    this.timer.unref();
  }

  private lose(client: Client | undefined, why: unknown): void {
    if (client !== this.client || this.stopped) return;
    this.client = undefined;
    this.sure = false;
    this.strapi.log.warn(
      `Answers are not kept for now: the database is out of reach (${String(why)})`,
    );
    // Its end may never be answered; nobody waits for it.
    client?.end().catch(() => undefined);
    this.later(() => void this.connect(), RETRY_MS);
  }

  private beat(): void {
    const { client } = this;
    if (client === undefined) return;
    if (this.unanswered === 0) {
      this.unanswered = 1;
      this.read(client)
        .catch((error: unknown) => {
          this.lose(client, error);
        })
        .finally(() => {
          this.unanswered = 0;
        });
    } else if (this.unanswered >= (this.sure ? MAX_UNANSWERED : MAX_UNANSWERED_AT_FIRST)) {
      this.lose(client, 'no answer in time');
      return;
    } else {
      this.unanswered += 1;
    }
    this.later(() => {
      this.beat();
    }, HEARTBEAT_MS);
  }

  private async connect(): Promise<void> {
    try {
      const connections = this.strapi.db.connection.client as RawConnections;
      const client = await connections.acquireRawConnection();
      if (this.stopped) await client.end();
      else this.follow(client);
    } catch {
      this.later(() => void this.connect(), RETRY_MS);
    }
  }

  private follow(client: Client): void {
    client.on('error', (error) => {
      this.lose(client, error);
    });
    client.on('end', () => {
      this.lose(client, 'the connection ended');
    });
    client.on('notification', ({ payload }) => {
      const news = told(payload);
      if (client === this.client && news !== undefined) this.learn({ ...news, seen: news.at });
    });
    this.client = client;
    this.unanswered = 0;
    // What was restored from a backup may count from less.
    this.version = { ...this.version, number: -1, seen: EPOCH };
    client.query(`listen ${CHANNEL}`).catch((error: unknown) => {
      this.lose(client, error);
    });
    // Answered after the former, or never, which is found out as it is of any other.
    this.beat();
  }
}
