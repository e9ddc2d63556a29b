const CAP_MS = 30_000;
const BASE_MS = 500;
const MAX_DOUBLINGS = 6;

/**
 * How long to wait before the next attempt (G10): first uniformly in 0 … spread, so that the clients of a
 * node that died do not all come at once, then growing exponentially with full jitter.
 */
export class Backoff {
  private readonly random: () => number;
  private attempts = 0;
  private spreadMs = BASE_MS;

  constructor(random: () => number) {
    this.random = random;
  }

  /** The server named the window of the first retry. */
  spread(ms: number): void {
    this.spreadMs = Math.min(Math.max(0, ms), CAP_MS);
  }

  /** All is well: the next trouble is a first one. */
  reset(): void {
    this.attempts = 0;
  }

  nextMs(): number {
    const attempt = this.attempts++;
    const window =
      attempt === 0 ? this.spreadMs : Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, MAX_DOUBLINGS));
    return this.random() * window;
  }
}
