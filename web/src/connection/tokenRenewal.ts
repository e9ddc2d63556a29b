import type { Clock } from "./clock";

/** A token lives for at most a day, and how long this one does is told only by its renewal. */
const FIRST_MS = 60 * 60_000;
const LEAST_MS = 60_000;
const MOST_MS = 12 * 60 * 60_000;

/** Asks for another token over the socket long before the one held is over: half its life may pass unused. */
export class TokenRenewal {
  private readonly clock: Clock;
  private readonly renew: () => Promise<number>;
  private dueAt: number | undefined;
  private stopTimer: () => void = () => {};

  /** `renew`: how many milliseconds the new token lives; rejects when there is none now. */
  constructor(clock: Clock, renew: () => Promise<number>) {
    this.clock = clock;
    this.renew = renew;
  }

  /** A token came another way; its life is unknown. */
  fresh(): void {
    this.dueAt = this.clock.now() + FIRST_MS;
  }

  /** There is a connection that can be asked. */
  start(): void {
    this.stop();
    this.dueAt ??= this.clock.now() + FIRST_MS;
    const waitMs = Math.max(0, this.dueAt - this.clock.now());
    this.stopTimer = this.clock.after(waitMs, () => void this.run());
  }

  stop(): void {
    this.stopTimer();
    this.stopTimer = () => {};
  }

  private async run(): Promise<void> {
    const lifeMs = await this.renew().catch(() => 2 * LEAST_MS);
    this.dueAt = this.clock.now() + Math.min(MOST_MS, Math.max(LEAST_MS, lifeMs / 2));
    this.start();
  }
}
