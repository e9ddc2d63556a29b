import { ErrorCode, traitsOfError } from "../protocol/catalogue";
import { type Answer, bodyInit, type Method, type Refusal } from "../protocol/frames";
import { timeOf } from "../protocol/ids";
import type { Sent } from "../protocol/words";
import { Chain, type OutboxEntry } from "./chain";
import type { Clock } from "./clock";
import type { ServerClock } from "./serverClock";

/** What the outbox needs of a connection. */
export interface Sender {
  hasRoom(): boolean;
  send(method: Method, timeoutMs: number, handler: (answer: Answer | undefined) => void): void;
}

export interface OutboxEvents {
  sent(entry: OutboxEntry, sent: Sent): void;
  /** Its cid's time was refused at the first attempt: it goes out again under another one. */
  renamed(entry: OutboxEntry): void;
  /** For good: nothing of it is stored. */
  refused(entry: OutboxEntry, why: RefusedWhy): void;
}

/** Why a send was given up: the server's code, or that it waited for longer than a retry is safe. */
export type RefusedWhy = { readonly code: ErrorCode } | "tooOld";

export type OutboxSend = Pick<OutboxEntry, "conversation" | "key" | "body" | "cid" | "attempts">;

const MAX_ENTRIES = 1_000;
/** A cid is recognised for 7 days at least; beyond that a retry may store twice. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;
/** A fault that meets the same send this often is not the moment's fault. */
const MAX_FAULTS = 5;
const ACK_MS = 20_000;

/**
 * Durable sends: each goes out, and out again, with the same cid until it is acknowledged or refused for good;
 * those of one conversation are stored in the order in which they were given (G2, G15), pipelined.
 */
export class Outbox {
  private readonly clock: Clock;
  private readonly serverClock: ServerClock;
  private readonly sender: Sender;
  private readonly events: OutboxEvents;
  private readonly chains = new Map<string, Chain>();
  private nextOrder = 0;
  private isAttached = false;
  private resume: (() => void) | undefined;

  constructor(clock: Clock, serverClock: ServerClock, sender: Sender, events: OutboxEvents) {
    this.clock = clock;
    this.serverClock = serverClock;
    this.sender = sender;
    this.events = events;
  }

  get size(): number {
    return [...this.chains.values()].reduce((sum, chain) => sum + chain.all().length, 0);
  }

  /**
   * Takes a send; false when the outbox is full. It leaves after all earlier ones of its conversation. `attempts`:
   * how often it left before, as far as anybody knows; what may have left keeps its cid.
   */
  submit({ conversation, key, body, cid, attempts }: OutboxSend): boolean {
    if (this.has(key)) return true;
    if (this.size >= MAX_ENTRIES) return false;
    const chain = this.chains.get(conversation) ?? new Chain();
    this.chains.set(conversation, chain);
    const order = this.nextOrder++;
    chain.add({ conversation, key, body, order, cid, attempts, faults: 0, missingPredecessor: 0 });
    this.pump();
    return true;
  }

  has(key: string): boolean {
    return [...this.chains.values()].some((chain) => chain.all().some((entry) => entry.key === key));
  }

  /** A connection is up and caught up: everything unacknowledged goes out again. */
  attached(): void {
    this.isAttached = true;
    this.pump();
  }

  detached(): void {
    this.isAttached = false;
    for (const chain of this.chains.values()) chain.lost();
  }

  clear(): void {
    this.chains.clear();
  }

  /** Sends what may leave. */
  pump(): void {
    if (!this.isAttached || this.resume !== undefined) return;
    for (const chain of this.chains.values()) {
      for (let entry = chain.next(); entry !== undefined; entry = chain.next()) {
        if (!this.sender.hasRoom() || this.resume !== undefined) return;
        this.attempt(chain, entry);
      }
    }
  }

  private attempt(chain: Chain, entry: OutboxEntry): void {
    if (entry.cid === "") {
      entry.cid = this.serverClock.newCid();
      this.events.renamed(entry);
    } else if (this.serverClock.nowMs() - timeOf(entry.cid) > MAX_AGE_MS) {
      this.finish(chain, entry);
      this.events.refused(entry, "tooOld");
      return;
    }
    const { conversation, cid, body } = entry;
    const value = { conversation, cid, body: bodyInit(body), afterCid: chain.predecessor() };
    chain.attempted(entry);
    entry.attempts++;
    this.sender.send({ case: "send", value }, ACK_MS, (answer) => this.answered(chain, entry, answer));
  }

  private answered(chain: Chain, entry: OutboxEntry, answer: Answer | undefined): void {
    if (answer?.kind === "sent") {
      this.finish(chain, entry);
      this.events.sent(entry, answer.sent);
    } else if (answer?.kind === "error") this.refused(chain, entry, answer.error);
    else chain.failedOnce(entry);
    this.pump();
  }

  private refused(chain: Chain, entry: OutboxEntry, refusal: Refusal): void {
    const traits = traitsOfError(refusal.code);
    const waitMs = Math.max(refusal.retryAfterMs, traits.retryAfterMs);
    if (refusal.code === ErrorCode.PREDECESSOR_MISSING) {
      // The first time, the predecessor's own failure already says how long to wait.
      if (entry.missingPredecessor++ > 0) this.pause(waitMs);
    } else if (refusal.code === ErrorCode.CID_OUT_OF_WINDOW && entry.attempts === 1) {
      // Never stored under this cid, so another one can't store it twice.
      this.serverClock.told(refusal.serverTimeMs);
      this.serverClock.forgetLastCid();
      entry.cid = "";
      entry.attempts = 0;
      entry.faults++;
    } else if (refusal.code === ErrorCode.INTERNAL) {
      entry.faults++;
      this.pause(waitMs);
    } else if (traits.retry === "same") this.pause(waitMs);
    else entry.faults = MAX_FAULTS;
    if (entry.faults < MAX_FAULTS) chain.failedOnce(entry);
    else {
      this.finish(chain, entry);
      this.events.refused(entry, { code: refusal.code });
    }
  }

  /** Nothing leaves for so long, and up to a quarter more, so that many clients do not come back at once. */
  private pause(ms: number): void {
    if (ms === 0 || this.resume !== undefined) return;
    this.resume = this.clock.after(ms * (1 + this.clock.random() / 4), () => {
      this.resume = undefined;
      this.pump();
    });
  }

  private finish(chain: Chain, entry: OutboxEntry): void {
    chain.settled(entry);
    if (chain.isEmpty() && this.chains.get(entry.conversation) === chain)
      this.chains.delete(entry.conversation);
  }
}
