import { uuidV7 } from "../protocol/ids";
import type { Clock } from "./clock";

/**
 * The server's time, carried on by the monotonic clock: the machine's own date, which may be wrong by a day,
 * is used only until the first answer. Makes cids, each later than the one before.
 */
export class ServerClock {
  private readonly clock: Clock;
  private serverMs: number;
  private atMs: number;
  private lastCidMs = 0;

  constructor(clock: Clock, wallMs: number) {
    this.clock = clock;
    this.serverMs = wallMs;
    this.atMs = clock.now();
  }

  told(serverTimeMs: number): void {
    if (serverTimeMs <= 0) return;
    this.serverMs = serverTimeMs;
    this.atMs = this.clock.now();
  }

  nowMs(): number {
    return this.serverMs + (this.clock.now() - this.atMs);
  }

  newCid(): string {
    this.lastCidMs = Math.max(Math.floor(this.nowMs()), this.lastCidMs + 1);
    return uuidV7(this.lastCidMs);
  }

  /** The server rejected the last cid's time: the next one follows the time just told. */
  forgetLastCid(): void {
    this.lastCidMs = 0;
  }
}
