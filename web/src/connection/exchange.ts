import { ErrorCode, traitsOfError } from "../protocol/catalogue";
import type { Answer, Method, Refusal } from "../protocol/frames";
import type { Clock } from "./clock";

export type AnswerKind = Answer["kind"];
export type AnswerOf<K extends AnswerKind> = Extract<Answer, { kind: K }>;

/** A request that brought no answer of the wanted kind. */
export class RequestFailed extends Error {
  readonly code: ErrorCode | undefined;
  readonly isWorthRetrying: boolean;
  readonly retryAfterMs: number;

  /** Without a refusal: the connection was lost, or the answer did not come in time. */
  constructor(refusal?: Refusal) {
    super(refusal === undefined ? "connection lost" : `${ErrorCode[refusal.code]}: ${refusal.message}`);
    const traits = refusal === undefined ? undefined : traitsOfError(refusal.code);
    this.code = refusal?.code;
    this.isWorthRetrying = traits === undefined || traits.retry === "same";
    this.retryAfterMs = Math.max(refusal?.retryAfterMs ?? 0, traits?.retryAfterMs ?? 0);
  }
}

type Handler = (answer: Answer | undefined) => void;

/** The unanswered requests of one connection: at most `limit` of them, each with a deadline. */
export class Exchange {
  private readonly clock: Clock;
  private readonly write: (id: number, method: Method) => void;
  private readonly waiting = new Map<number, { handler: Handler; cancel: () => void }>();
  private nextId = 1;
  private isLost = false;
  limit = 16;

  constructor(clock: Clock, write: (id: number, method: Method) => void) {
    this.clock = clock;
    this.write = write;
  }

  hasRoom(): boolean {
    return !this.isLost && this.waiting.size < this.limit;
  }

  /** `handler` gets the answer, or nothing when the time is over or the connection is lost. */
  send(method: Method, timeoutMs: number, handler: Handler): void {
    if (this.isLost) {
      handler(undefined);
      return;
    }
    const id = this.nextId++;
    const cancel = this.clock.after(timeoutMs, () => this.settle(id, undefined));
    this.waiting.set(id, { handler, cancel });
    this.write(id, method);
  }

  answered(id: number, answer: Answer): void {
    this.settle(id, answer);
  }

  lost(): void {
    this.isLost = true;
    for (const id of [...this.waiting.keys()]) this.settle(id, undefined);
  }

  private settle(id: number, answer: Answer | undefined): void {
    const entry = this.waiting.get(id);
    if (entry === undefined) return;
    this.waiting.delete(id);
    entry.cancel();
    entry.handler(answer);
  }
}
