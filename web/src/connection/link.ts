import type { Answer, Method, Push } from "../protocol/frames";
import { readFrame, writeRequest } from "../protocol/frames";
import type { Clock } from "./clock";
import { Exchange } from "./exchange";
import type { OpenSocket, SocketOpener } from "./socket";

/** Nothing heard for so long, while visible: ask whether the connection lives (G8). */
export const QUIET_MS = 15_000;
/** No answer to that for so long: it does not. */
export const PONG_MS = 10_000;
const OPEN_MS = 10_000;
const HELLO_MS = 30_000;

export interface LinkEvents {
  opened(): void;
  pushed(push: Push): void;
  /** Once; nothing follows. `code` 0: lost without a close frame. */
  ended(code: number, reason: string): void;
}

/** One WebSocket from opening to its end: frames, requests, and whether it is alive. */
export class Link {
  readonly exchange: Exchange;
  private readonly clock: Clock;
  private readonly events: LinkEvents;
  private readonly socket: OpenSocket;
  private isOver = false;
  private heardAt: number;
  private stopTimer: () => void;
  private isProbing = false;

  constructor(clock: Clock, open: SocketOpener, url: string, events: LinkEvents) {
    this.clock = clock;
    this.events = events;
    this.heardAt = clock.now();
    this.exchange = new Exchange(clock, (id, method) => this.socket.send(writeRequest(id, method)));
    this.stopTimer = clock.after(OPEN_MS, () => this.end(0, "did not open"));
    this.socket = open(url, {
      opened: () => this.opened(),
      received: (bytes) => this.received(bytes),
      closed: (code, reason) => this.end(code, reason),
    });
  }

  /** Sends hello; the answer must come in time. */
  hello(method: Method, answered: (answer: Answer) => void): void {
    this.exchange.send(method, HELLO_MS, (answer) => {
      if (this.isOver) return;
      if (answer === undefined) this.end(0, "no welcome");
      else answered(answer);
    });
  }

  /** Is it alive? At once, not when the quiet time is over. */
  probe(): void {
    if (this.isOver || this.isProbing) return;
    this.isProbing = true;
    const asked = this.clock.now();
    this.exchange.send({ case: "ping", value: {} }, PONG_MS, () => {
      this.isProbing = false;
      if (!this.isOver && this.heardAt < asked) this.end(0, "no answer to ping");
    });
  }

  /** Ends it from this side. */
  leave(): void {
    this.end(0, "left");
  }

  private opened(): void {
    if (this.isOver) return;
    this.heardAt = this.clock.now();
    this.watch();
    this.events.opened();
  }

  /** One timer per quiet time, not one per frame. */
  private watch(): void {
    this.stopTimer();
    const quietMs = this.clock.now() - this.heardAt;
    if (quietMs >= QUIET_MS) this.probe();
    const nextMs = quietMs >= QUIET_MS ? QUIET_MS : QUIET_MS - quietMs;
    this.stopTimer = this.clock.after(nextMs, () => this.watch());
  }

  private received(bytes: Uint8Array): void {
    if (this.isOver) return;
    this.heardAt = this.clock.now();
    let frame: ReturnType<typeof readFrame>;
    try {
      frame = readFrame(bytes);
    } catch {
      this.end(0, "unreadable frame");
      return;
    }
    if (frame.kind === "answer") this.exchange.answered(frame.id, frame.answer);
    else this.events.pushed(frame);
  }

  private end(code: number, reason: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stopTimer();
    this.socket.drop();
    this.exchange.lost();
    this.events.ended(code, reason);
  }
}
