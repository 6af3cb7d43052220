import { hashOf, type EventRecord } from './record';

/** An event that does not hang on the one before it. */
export interface Suspect {
  record: EventRecord;
  /** As stored; `null` where it has none. */
  hash: string | null;
  /** Of the event before, as it stands in the log. */
  previousId: string;
  previousHash: string;
  /** Whether the chain goes on as if it were not there; of two neighbours that were swapped, too. */
  foreign: boolean;
}

export type Finding =
  | { kind: 'changed'; id: string }
  /** Its content is what it was, its hash is not. */
  | { kind: 'rehashed'; id: string }
  | { kind: 'appended'; id: string }
  | { kind: 'swapped'; id: string; with: string }
  /** At the number `id` stands the event that was `origin`. */
  | { kind: 'misplaced'; id: string; origin: string }
  /** `before` is `null` at the end of the log. */
  | { kind: 'removed'; after: string; before: string | null; until: string }
  | { kind: 'head'; last: string }
  | { kind: 'miscounted'; counted: number; events: number }
  | { kind: 'headless' }
  | { kind: 'unexpected' };

/** Trying each suspect in each other's place is work of the square of their number. */
const MOST_TO_PAIR = 300;

/**
 * What happened to a log, from the events in it that do not hang on the one before, in their order:
 * one pass that undoes in mind what it understands, so that what follows from it is not told again.
 */
export class Diagnosis {
  readonly findings: Finding[] = [];
  /** The hash that belongs at a number, where another is stored there. */
  private readonly restored = new Map<string, string>();
  private readonly placed = new Map<string, string>();

  /** @param head the hash that the last of all events should have */
  constructor(
    private readonly suspects: readonly Suspect[],
    private readonly head: string | null,
  ) {
    for (const suspect of suspects) this.look(suspect);
  }

  /** The hash that belongs at a number. */
  readonly hashAt = (id: string, stored: string): string => this.restored.get(id) ?? stored;

  private previousHash({ previousId, previousHash }: Suspect): string {
    return this.hashAt(previousId, previousHash);
  }

  private look(suspect: Suspect): void {
    const { record, hash, foreign } = suspect;
    const { id } = record;
    if (hashOf(this.previousHash(suspect), record) === hash) return;
    if (this.isMoved(suspect)) return;
    if (foreign) this.findings.push({ kind: 'appended', id });
    else if (this.isRehashed(suspect)) this.findings.push({ kind: 'rehashed', id });
    else if (hash === null) this.findings.push({ kind: 'appended', id });
    else if (isAfterGap(suspect)) this.findings.push(gapBefore(suspect));
    else this.findings.push({ kind: 'changed', id });
  }

  /** Whether the event that belongs at this number stands at another's. */
  private isMoved(suspect: Suspect): boolean {
    if (this.suspects.length > MOST_TO_PAIR) return false;
    const previous = this.previousHash(suspect);
    const { id } = suspect.record;
    for (const other of this.suspects) {
      if (other === suspect) continue;
      const original = hashOf(previous, { ...other.record, id });
      // The whole row was moved, hash and all, or only what it says.
      if (original !== other.hash && original !== suspect.hash) continue;
      this.restored.set(id, original);
      this.reportMove(id, other.record.id);
      return true;
    }
    return false;
  }

  /** What belongs at `id` was found at `at`. */
  private reportMove(id: string, at: string): void {
    this.placed.set(id, at);
    if (this.placed.get(at) === id) {
      const first = this.findings.findIndex(
        (finding) => finding.kind === 'misplaced' && finding.id === id && finding.origin === at,
      );
      this.findings.splice(first, 1, { kind: 'swapped', id: at, with: id });
    } else this.findings.push({ kind: 'misplaced', id: at, origin: id });
  }

  /** Whether the event after it hangs on the hash it should have. */
  private isRehashed(suspect: Suspect): boolean {
    const { id } = suspect.record;
    const original = hashOf(this.previousHash(suspect), suspect.record);
    const next = this.suspects.find(({ previousId }) => previousId === id);
    const hangsOnIt = next === undefined ? null : hashOf(original, next.record) === next.hash;
    if (hangsOnIt !== true && original !== this.head) return false;
    this.restored.set(id, original);
    return true;
  }
}

function isAfterGap({ record, previousId }: Suspect): boolean {
  return BigInt(record.id) - BigInt(previousId) > 1n;
}

function gapBefore({ record, previousId }: Suspect): Finding {
  const until = String(BigInt(record.id) - 1n);
  return { kind: 'removed', after: previousId, before: record.id, until };
}

function numbers(after: string, until: string): string {
  const from = String(BigInt(after) + 1n);
  return from === until ? `Event ${from} was` : `Events ${from} to ${until} were`;
}

/** A sentence for whoever runs `verify-log`. */
export function describe(finding: Finding): string {
  switch (finding.kind) {
    case 'changed':
      return `Event ${finding.id} was changed.`;
    case 'rehashed':
      return `The hash of event ${finding.id} was changed; what it says was not.`;
    case 'appended':
      return `Event ${finding.id} was written past the application: the chain goes on without it.`;
    case 'swapped':
      return `Events ${finding.id} and ${finding.with} were swapped.`;
    case 'misplaced':
      return `Event ${finding.origin} was moved to the number ${finding.id}.`;
    case 'removed':
      return finding.before === null
        ? `${numbers(finding.after, finding.until)} removed from the end of the log.`
        : `${numbers(finding.after, finding.until)} removed, before event ${finding.before}.`;
    case 'head':
      return `The head of the log is not the hash of its last event, ${finding.last}.`;
    case 'miscounted':
      return `The log has ${finding.events} events; ${finding.counted} were written.`;
    case 'headless':
      return 'The log has no head: the row of review_log_head was removed.';
    case 'unexpected':
      return 'The hash noted earlier is not in this log: it was written anew from before that event.';
  }
}
