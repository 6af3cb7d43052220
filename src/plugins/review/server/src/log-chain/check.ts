import { Diagnosis, type Finding, type Suspect } from './diagnose';
import { GENESIS, hashOf, type ChainedRecord } from './record';

/** The one row of `review_log_head`. */
export interface LogHead {
  lastId: string;
  hash: string;
  events: number;
}

/** More than anyone reads, and few enough to keep. */
const MOST_SUSPECTS = 1000;
/** How far back an event is tried to hang on, where events were put in between. */
const MOST_OPEN = 50;

interface Last {
  id: string;
  hash: string;
}

/**
 * Holds a log, told one event after another in the order of their ids, to its chain. Keeps only the
 * events that do not hang on the one before, so a log of any length may pass.
 */
export class ChainCheck {
  events = 0;
  /** Events that do not hang on the one before, beyond those that are kept to be told of. */
  untold = 0;
  private last: Last = { id: '0', hash: GENESIS };
  private readonly suspects: Suspect[] = [];
  /** Suspects since the last event that hung on the one before. */
  private open: Suspect[] = [];
  /** The hash that all before `open` end in. */
  private anchor = GENESIS;
  /** Events that hang in the chain or should. */
  private chained = 0;
  private expectedFound: boolean;

  /** @param expected a hash noted earlier that the log must still contain */
  constructor(private readonly expected: string | null = null) {
    this.expectedFound = expected === null || expected === GENESIS;
  }

  add({ hash, ...record }: ChainedRecord): void {
    this.events += 1;
    this.chained += 1;
    if (hash !== null && hash === this.expected) this.expectedFound = true;
    const belonging = hash === null ? -1 : this.placeOf(record, hash);
    if (hash === null || belonging === -1) this.suspect(record, hash);
    else this.settle(hash, belonging);
    this.last = { id: record.id, hash: hash ?? this.last.hash };
  }

  /** After how many of the open suspects this event was chained, or -1 if not after any number of them. */
  private placeOf(record: Suspect['record'], hash: string): number {
    if (hashOf(this.last.hash, record) === hash) return this.open.length;
    const bases = [this.anchor, ...this.open.map((suspect) => suspect.hash)];
    return bases
      .slice(0, MOST_OPEN)
      .findIndex((base) => base !== null && hashOf(base, record) === hash);
  }

  /** @param belonging how many of the open suspects the chain goes on from; those after were put in */
  private settle(hash: string, belonging: number): void {
    this.disown(this.open.slice(belonging));
    this.open = [];
    this.anchor = hash;
  }

  private disown(foreign: readonly Suspect[]): void {
    for (const suspect of foreign) suspect.foreign = true;
    this.chained -= foreign.length;
  }

  private suspect(record: Suspect['record'], hash: string | null): void {
    const { id: previousId, hash: previousHash } = this.last;
    if (this.suspects.length === MOST_SUSPECTS) {
      this.untold += 1;
      return;
    }
    const suspect = { record, hash, previousId, previousHash, foreign: false };
    this.open.push(suspect);
    this.suspects.push(suspect);
  }

  /** What is wrong with the log, as far as it was told; an empty list where nothing is. */
  finish(head: LogHead | null): Finding[] {
    const end = BigInt(head?.lastId ?? this.last.id);
    this.disown(this.open.filter(({ record }) => BigInt(record.id) > end));
    const diagnosis = new Diagnosis(this.suspects, head?.hash ?? null);
    const found = [...diagnosis.findings, ...this.checkHead(head, diagnosis)];
    if (!this.expectedFound) found.push({ kind: 'unexpected' });
    return found;
  }

  private checkHead(head: LogHead | null, { findings, hashAt }: Diagnosis): Finding[] {
    if (head === null) return [{ kind: 'headless' }];
    const last = this.lastChained();
    if (BigInt(head.lastId) > BigInt(last.id)) {
      return [{ kind: 'removed', after: last.id, before: null, until: head.lastId }];
    }
    const isLast = head.lastId === last.id && head.hash === hashAt(last.id, last.hash);
    if (!isLast) return [{ kind: 'head', last: last.id }];
    if (head.events === this.chained || findings.length > 0) return [];
    return [{ kind: 'miscounted', counted: head.events, events: this.chained }];
  }

  private lastChained(): Last {
    const first = this.open.find(({ foreign }) => foreign);
    return first === undefined ? this.last : { id: first.previousId, hash: first.previousHash };
  }
}
