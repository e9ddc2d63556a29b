import type { Body } from "../protocol/words";

/** One send on its way: the same cid through every retry. */
export interface OutboxEntry {
  readonly conversation: string;
  /** Tells it apart before and after it has a cid. */
  readonly key: string;
  readonly body: Body;
  readonly order: number;
  cid: string;
  attempts: number;
  faults: number;
  missingPredecessor: number;
}

/**
 * The unacknowledged sends of one conversation, in their order.
 *
 * ```
 * queued ──attempt──▶ sent ──ack──▶ gone
 *    ▲                 │ retryable failure
 *    └── when nothing ─┴──▶ failed
 *        is sent any more
 * ```
 *
 * While something has failed nothing new leaves: when the last of `sent` is settled, what failed goes back to
 * the head of `queued`, and the chain starts again from there, in order (G15).
 */
export class Chain {
  private queued: OutboxEntry[] = [];
  private sent: OutboxEntry[] = [];
  private failed: OutboxEntry[] = [];

  add(entry: OutboxEntry): void {
    this.queued.push(entry);
  }

  isEmpty(): boolean {
    return this.all().length === 0;
  }

  /** The entry that may leave next, if one may. */
  next(): OutboxEntry | undefined {
    return this.failed.length === 0 ? this.queued[0] : undefined;
  }

  /** The cid of the entry before the next one, if that is not acknowledged. */
  predecessor(): string {
    return this.sent.at(-1)?.cid ?? "";
  }

  attempted(entry: OutboxEntry): void {
    this.queued = this.queued.filter((each) => each !== entry);
    this.sent.push(entry);
  }

  /** It has its answer, or is given up. */
  settled(entry: OutboxEntry): void {
    this.sent = this.sent.filter((each) => each !== entry);
    this.queued = this.queued.filter((each) => each !== entry);
    this.failed = this.failed.filter((each) => each !== entry);
    this.rewind();
  }

  /** It must be sent again. */
  failedOnce(entry: OutboxEntry): void {
    if (this.sent.includes(entry)) {
      this.sent = this.sent.filter((each) => each !== entry);
      this.failed.push(entry);
    }
    this.rewind();
  }

  /** The connection is gone: all of it must be sent again. */
  lost(): void {
    this.failed.push(...this.sent);
    this.sent = [];
    this.rewind();
  }

  all(): OutboxEntry[] {
    return [...this.failed, ...this.sent, ...this.queued].sort((a, b) => a.order - b.order);
  }

  private rewind(): void {
    if (this.sent.length > 0 || this.failed.length === 0) return;
    this.queued = [...this.failed.sort((a, b) => a.order - b.order), ...this.queued];
    this.failed = [];
  }
}
