import type { Core } from '@strapi/strapi';
import type { Client } from 'pg';

import { CHANNEL } from '../database/triggers';

/** How often the version is asked for besides being told, which also shows that the connection lives. */
const HEARTBEAT_MS = 300;
/** After so many without an answer the connection counts as lost: within a second of the last sign of life. */
const MAX_UNANSWERED = 2;
const RETRY_MS = 500;

export interface Version {
  /** Grows with every commit that may alter an answer. */
  number: number;
  at: Date;
}

interface Row {
  version: string;
  at: Date;
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
  private version: Version = { number: -1, at: new Date(0) };
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
    if (next.number <= this.version.number) return;
    this.version = next;
    this.onChange();
  }

  private async read(client: Client): Promise<void> {
    const { rows } = await client.query<Row>('select version, at from catalogue_state');
    const [row] = rows;
    if (row === undefined || client !== this.client) return;
    this.learn({ number: Number(row.version), at: row.at });
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
    } else if (this.unanswered >= MAX_UNANSWERED) {
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
    let client: Client | undefined;
    try {
      client = await (this.strapi.db.connection.client as RawConnections).acquireRawConnection();
      if (this.stopped) {
        await client.end();
        return;
      }
      await this.follow(client);
    } catch (error) {
      if (client !== undefined && client === this.client) this.lose(client, error);
      else this.later(() => void this.connect(), RETRY_MS);
    }
  }

  private async follow(client: Client): Promise<void> {
    client.on('error', (error) => {
      this.lose(client, error);
    });
    client.on('end', () => {
      this.lose(client, 'the connection ended');
    });
    client.on('notification', ({ payload }) => {
      if (client === this.client) this.learn({ number: Number(payload), at: new Date() });
    });
    this.client = client;
    this.unanswered = 0;
    // What was restored from a backup may count from less.
    this.version = { ...this.version, number: -1 };
    await client.query(`listen ${CHANNEL}`);
    await this.read(client);
    this.later(() => {
      this.beat();
    }, HEARTBEAT_MS);
  }
}
