import { type ErrorCode, isOfTheToken, traitsOfClose, traitsOfError } from "../protocol/catalogue";
import type { Answer, Method, Push, Refusal } from "../protocol/frames";
import type { Welcome } from "../protocol/words";
import { Backoff } from "./backoff";
import type { Clock } from "./clock";
import { type AnswerKind, type AnswerOf, RequestFailed } from "./exchange";
import { Link } from "./link";
import { askRoute, type Fetch } from "./route";
import { ServerClock } from "./serverClock";
import type { SocketOpener } from "./socket";
import { TokenRenewal } from "./tokenRenewal";

/**
 * ```
 * idle ─▶ connecting ─▶ catchingUp ─▶ live
 *            ▲   │           │          │
 *            │   ▼           ▼          ▼
 *          waiting ◀──────── lost ──────┘      stopped: only a person can help
 * ```
 */
export type Phase =
  | { readonly name: "idle" }
  | { readonly name: "connecting" }
  | { readonly name: "catchingUp" }
  | { readonly name: "live" }
  | { readonly name: "waiting"; readonly untilMs: number }
  | { readonly name: "stopped"; readonly why: "signedOut" | "replaced" | "refused"; readonly detail: string };

export interface ResumePoint {
  readonly cursor: string;
  readonly have: readonly { readonly conversation: string; readonly change: number }[];
}

export interface ConnectionEvents {
  phaseChanged(phase: Phase): void;
  welcomed(welcome: Welcome): void;
  pushed(push: Push): void;
  /** What is held, to resume from. */
  resumePoint(): ResumePoint;
}

/** The IM token, and how to get another. */
export interface TokenSource {
  current(): string;
  renew(): Promise<"renewed" | "signedOut" | "unreachable">;
  /** The node gave another one; the one before is dead. */
  replace(token: string): void;
}

export interface Surroundings {
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly fetch: Fetch;
  readonly openSocket: SocketOpener;
  readonly routeUrl: string;
  readonly client: string;
}

const REQUEST_MS = 30_000;
const TICKET_LIFE_MS = 9 * 60_000;
const CATCH_UP_MS = 30_000;

/** Keeps one connection to any node, for as long as the device is signed in. */
export class Connection {
  readonly serverClock: ServerClock;
  filesUrl = "";
  phase: Phase = { name: "idle" };
  private readonly around: Surroundings;
  private readonly tokens: TokenSource;
  private readonly events: ConnectionEvents;
  private readonly backoff: Backoff;
  private readonly renewal: TokenRenewal;
  private link: Link | undefined;
  private ticket = "";
  private ticketUntil = 0;
  private endpoints: readonly string[] = [];
  private endpointNo = 0;
  private stopWaiting: () => void = () => {};
  /** Attempts are told apart, so that a late answer of an older one changes nothing. */
  private attemptNo = 0;

  constructor(around: Surroundings, tokens: TokenSource, events: ConnectionEvents) {
    this.around = around;
    this.tokens = tokens;
    this.events = events;
    this.serverClock = new ServerClock(around.clock, around.wallMs());
    this.backoff = new Backoff(() => around.clock.random());
    this.renewal = new TokenRenewal(around.clock, () => this.renewToken());
  }

  start(): void {
    if (this.phase.name === "idle" || this.phase.name === "stopped") void this.attempt();
  }

  /** The person here signs out: nothing of them is used for who comes next. */
  stop(): void {
    this.cut();
    this.ticket = "";
    this.endpoints = [];
    this.renewal.fresh();
    this.enter({ name: "idle" });
  }

  /** The person asks, the browser is online again, or the page is seen again. */
  nudge(): void {
    if (this.phase.name === "waiting") void this.attempt();
    else this.link?.probe();
  }

  /** Whether requests can be sent and the logs are complete. */
  get isLive(): boolean {
    return this.phase.name === "live";
  }

  hasRoom(): boolean {
    return this.link?.exchange.hasRoom() ?? false;
  }

  /** For sends, which have their own retries: the answer, or nothing. */
  send(method: Method, timeoutMs: number, handler: (answer: Answer | undefined) => void): void {
    if (this.link === undefined) handler(undefined);
    else this.link.exchange.send(method, timeoutMs, handler);
  }

  /** @throws RequestFailed when refused, or when there is no connection */
  ask<K extends AnswerKind>(kind: K, method: Method): Promise<AnswerOf<K>> {
    return new Promise((resolve, reject) => {
      this.send(method, REQUEST_MS, (answer) => {
        if (answer?.kind === kind) resolve(answer as AnswerOf<K>);
        else reject(new RequestFailed(answer?.kind === "error" ? answer.error : undefined));
      });
    });
  }

  /** The life of the new token, in milliseconds. */
  private async renewToken(): Promise<number> {
    const { token, expiresAtMs } = await this.ask("tokenRenewed", { case: "renewToken", value: {} });
    this.tokens.replace(token);
    return expiresAtMs - this.serverClock.nowMs();
  }

  private async attempt(): Promise<void> {
    this.cut();
    const no = this.attemptNo;
    this.enter({ name: "connecting" });
    if (!this.hasTicket() && !(await this.route(no))) return;
    if (no !== this.attemptNo) return;
    const url = this.endpoints[this.endpointNo % this.endpoints.length] ?? "";
    this.link = new Link(this.around.clock, this.around.openSocket, url, {
      opened: () => this.greet(no),
      pushed: (push) => this.pushed(push, no),
      ended: (code, reason) => this.ended(code, reason, no),
    });
  }

  private hasTicket(): boolean {
    return this.ticket !== "" && this.endpoints.length > 0 && this.around.clock.now() < this.ticketUntil;
  }

  /** The token is in memory only: after a load of the page there is none yet. */
  private async hasToken(no: number): Promise<boolean> {
    if (this.tokens.current() !== "") return true;
    const renewal = await this.tokens.renew();
    if (no !== this.attemptNo) return false;
    if (renewal === "signedOut") this.enter({ name: "stopped", why: "signedOut", detail: "" });
    if (renewal === "unreachable") this.wait(0);
    return renewal === "renewed";
  }

  private async route(no: number): Promise<boolean> {
    if (!(await this.hasToken(no))) return false;
    const outcome = await askRoute(this.around.fetch, this.around.routeUrl, this.tokens.current());
    if (no !== this.attemptNo) return false;
    switch (outcome.kind) {
      case "routed":
        this.ticket = outcome.route.ticket;
        this.endpoints = outcome.route.endpoints;
        this.ticketUntil = this.around.clock.now() + outcome.route.expiresInMs;
        if (outcome.route.filesUrl !== "") this.filesUrl = outcome.route.filesUrl;
        return true;
      case "refused":
        await this.refused(outcome.code, outcome.retryAfterMs, no);
        return false;
      case "unreachable":
        this.wait(0);
        return false;
    }
  }

  private greet(no: number): void {
    if (no !== this.attemptNo) return;
    const { cursor, have } = this.events.resumePoint();
    const ticket = this.ticket;
    this.ticket = "";
    const entries = have.map((each) => ({ conversation: each.conversation, change: BigInt(each.change) }));
    const value = { ticket, cursor, have: entries, features: [], client: this.around.client };
    this.link?.hello({ case: "hello", value }, (answer) => this.greeted(answer, no));
  }

  private greeted(answer: Answer, no: number): void {
    if (no !== this.attemptNo) return;
    if (answer.kind !== "welcome") {
      const refusal: Refusal | undefined = answer.kind === "error" ? answer.error : undefined;
      if (refusal === undefined) this.link?.leave();
      else void this.refused(refusal.code, refusal.retryAfterMs, no);
      return;
    }
    this.serverClock.told(answer.welcome.serverTimeMs);
    if (this.link !== undefined) this.link.exchange.limit = answer.welcome.limits.inFlight;
    this.backoff.spread(answer.welcome.spreadMs);
    this.keepTicket(answer.welcome.ticket, answer.welcome.endpoints);
    this.events.welcomed(answer.welcome);
    this.enter({ name: "catchingUp" });
    this.stopWaiting = this.around.clock.after(CATCH_UP_MS, () => this.link?.leave());
  }

  private keepTicket(ticket: string, endpoints: readonly string[]): void {
    if (ticket === "") return;
    this.ticket = ticket;
    this.ticketUntil = this.around.clock.now() + TICKET_LIFE_MS;
    if (endpoints.length > 0) this.endpoints = endpoints;
    this.endpointNo = 0;
  }

  private pushed(push: Push, no: number): void {
    if (no !== this.attemptNo) return;
    if (push.kind === "checkpoint") this.keepTicket(push.ticket, []);
    if (push.kind === "goAway") this.goAway(push.minMs, push.maxMs);
    this.events.pushed(push);
    if (push.kind === "caughtUp") {
      this.stopWaiting();
      this.backoff.reset();
      this.renewal.start();
      this.enter({ name: "live" });
    }
  }

  /** Moves inside the window, so that a stopping node loses its clients one by one (G9). */
  private goAway(minMs: number, maxMs: number): void {
    const waitMs = minMs + this.around.clock.random() * Math.max(0, maxMs - minMs);
    this.stopWaiting = this.around.clock.after(waitMs, () => {
      this.endpointNo++;
      void this.attempt();
    });
  }

  private ended(code: number, reason: string, no: number): void {
    if (no !== this.attemptNo) return;
    const traits = traitsOfClose(code);
    if (traits.retry === "never" && code >= 4000) {
      this.cut();
      const why = code === 4007 ? "replaced" : code === 4006 ? "signedOut" : "refused";
      this.enter({ name: "stopped", why, detail: reason });
      return;
    }
    if (traits.retry === "renewal") this.ticket = "";
    this.endpointNo++;
    this.wait(traits.retryAfterMs);
  }

  /** By `/route` or by hello. */
  private async refused(code: ErrorCode, retryAfterMs: number, no: number): Promise<void> {
    const traits = traitsOfError(code);
    this.ticket = "";
    if (!isOfTheToken(code)) {
      if (traits.retry === "never") this.enter({ name: "stopped", why: "refused", detail: String(code) });
      else this.wait(Math.max(retryAfterMs, traits.retryAfterMs));
      return;
    }
    const renewal = await this.tokens.renew();
    this.renewal.fresh();
    if (no !== this.attemptNo) return;
    if (renewal === "signedOut") {
      this.cut();
      this.enter({ name: "stopped", why: "signedOut", detail: "" });
    } else this.wait(0);
  }

  private wait(atLeastMs: number): void {
    this.cut();
    const waitMs = Math.max(atLeastMs, this.backoff.nextMs());
    this.enter({ name: "waiting", untilMs: this.around.clock.now() + waitMs });
    this.stopWaiting = this.around.clock.after(waitMs, () => void this.attempt());
  }

  /** Whatever is under way is over. */
  private cut(): void {
    this.attemptNo++;
    this.stopWaiting();
    this.stopWaiting = () => {};
    this.renewal.stop();
    const link = this.link;
    this.link = undefined;
    link?.leave();
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.events.phaseChanged(phase);
  }
}
