import type { Clock } from "../connection/clock";

const INTERVAL_MS = 1_000;

/** My read positions on their way to the server: only forward, the newest only, at most one a second each (G11). */
export class Reading {
  private readonly clock: Clock;
  private readonly write: (conversation: string, seq: number) => Promise<void>;
  private readonly wanted = new Map<string, number>();
  private readonly resting = new Set<string>();

  constructor(clock: Clock, write: (conversation: string, seq: number) => Promise<void>) {
    this.clock = clock;
    this.write = write;
  }

  mark(conversation: string, seq: number): void {
    this.wanted.set(conversation, Math.max(seq, this.wanted.get(conversation) ?? 0));
    void this.flush(conversation);
  }

  /** The connection is back: what has no answer is said again. */
  again(): void {
    for (const conversation of this.wanted.keys()) void this.flush(conversation);
  }

  clear(): void {
    this.wanted.clear();
  }

  private async flush(conversation: string): Promise<void> {
    const seq = this.wanted.get(conversation);
    if (seq === undefined || this.resting.has(conversation)) return;
    this.resting.add(conversation);
    this.clock.after(INTERVAL_MS, () => {
      this.resting.delete(conversation);
      if ((this.wanted.get(conversation) ?? 0) > seq) void this.flush(conversation);
    });
    try {
      await this.write(conversation, seq);
      if (this.wanted.get(conversation) === seq) this.wanted.delete(conversation);
    } catch {
      // Said again when the connection is back.
    }
  }
}
