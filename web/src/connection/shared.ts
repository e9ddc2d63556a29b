import type { Answer, Method, Push } from "../protocol/frames";
import type { Welcome } from "../protocol/words";
import {
  Connection,
  type ConnectionEvents,
  type Phase,
  type Surroundings,
  type TokenSource,
} from "./connection";
import { type AnswerKind, type AnswerOf, RequestFailed } from "./exchange";
import type { TabChannel, Tabs } from "./tabs";

export interface SharedEvents extends ConnectionEvents {
  /** This tab has the connection from now on. */
  led(): void;
  /** Between two words of the tab that leads, some may have been missed. */
  mayHaveMissed(): void;
  /** Another tab says something that the connection has no part in. */
  heard(word: unknown): void;
}

/** What a tab says of the connection that it has. */
interface Standing {
  readonly leader: string;
  readonly phase: Phase;
  /** Of a waiting phase: clocks of two tabs have different starts. */
  readonly waitMs: number;
  readonly welcome: Welcome | undefined;
  readonly serverMs: number;
  readonly filesUrl: string;
}

type Word =
  | { readonly word: "joined" }
  | { readonly word: "standing"; readonly standing: Standing }
  | { readonly word: "push"; readonly push: Push; readonly leader: string }
  | {
      readonly word: "ask";
      readonly from: string;
      readonly id: number;
      readonly method: Method;
      readonly ms: number;
    }
  | {
      readonly word: "answer";
      readonly to: string;
      readonly id: number;
      readonly answer: Answer | undefined;
    }
  | { readonly word: "nudge" }
  | { readonly word: "start" }
  | { readonly word: "share"; readonly share: unknown };

const REQUEST_MS = 30_000;
const MAX_WAITING = 64;

/**
 * One connection for all tabs of an account. One tab leads and has it; the others see what it sees and ask through
 * it. When it goes, the next one leads within the moment that the lock takes.
 */
export class SharedConnection {
  private readonly around: Surroundings;
  private readonly tabs: Tabs;
  private readonly events: SharedEvents;
  private readonly own: Connection;
  private readonly waiting = new Map<number, (answer: Answer | undefined) => void>();
  private readonly id = String(Math.random()).slice(2);
  private channel: TabChannel | undefined;
  private resign: () => void = () => {};
  private nextId = 1;
  private standing: Standing | undefined;
  private welcome: Welcome | undefined;
  isLeading = false;

  constructor(around: Surroundings, tokens: TokenSource, tabs: Tabs, events: SharedEvents) {
    this.around = around;
    this.tabs = tabs;
    this.events = events;
    this.own = new Connection(around, tokens, {
      phaseChanged: (phase) => this.entered(phase),
      welcomed: (welcome) => {
        this.welcome = welcome;
        events.welcomed(welcome);
      },
      pushed: (push) => {
        events.pushed(push);
        // The ticket is this tab's own.
        const told: Push = push.kind === "checkpoint" ? { ...push, ticket: "" } : push;
        this.say({ word: "push", push: told, leader: this.id });
      },
      resumePoint: () => events.resumePoint(),
    });
  }

  /** `account`: whose connection it is; tabs of another account have another one. */
  join(account: string): void {
    this.leave();
    const name = `hearth.${account}`;
    this.channel = this.tabs.channel(name, (word) => this.hear(word as Word));
    this.say({ word: "joined" });
    this.resign = this.tabs.lead(name, () => this.lead());
  }

  leave(): void {
    this.channel?.close();
    this.channel = undefined;
    this.isLeading = false;
    this.welcome = undefined;
    this.standing = undefined;
    this.lose();
    this.own.stop();
    this.resign();
    this.resign = () => {};
  }

  /** After it was stopped: the person asks for it again. */
  start(): void {
    if (this.isLeading) this.own.start();
    else this.say({ word: "start" });
  }

  nudge(): void {
    if (this.isLeading) this.own.nudge();
    else this.say({ word: "nudge" });
  }

  get phase(): Phase {
    return this.isLeading ? this.own.phase : (this.standing?.phase ?? { name: "idle" });
  }

  get isLive(): boolean {
    return this.phase.name === "live";
  }

  get serverClock() {
    return this.own.serverClock;
  }

  get filesUrl(): string {
    return this.isLeading ? this.own.filesUrl : (this.standing?.filesUrl ?? "");
  }

  hasRoom(): boolean {
    return this.isLeading ? this.own.hasRoom() : this.waiting.size < MAX_WAITING;
  }

  send(method: Method, timeoutMs: number, handler: (answer: Answer | undefined) => void): void {
    if (this.isLeading) this.own.send(method, timeoutMs, handler);
    else if (this.isLive && this.hasRoom()) this.askLeader(method, timeoutMs, handler);
    else handler(undefined);
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

  /** Says something to the other tabs that the connection has no part in. */
  share(word: unknown): void {
    this.say({ word: "share", share: word });
  }

  private lead(): void {
    if (this.channel === undefined) return;
    this.isLeading = true;
    this.standing = undefined;
    this.lose();
    this.events.led();
    this.own.start();
  }

  private entered(phase: Phase): void {
    if (this.channel === undefined && phase.name !== "idle") return;
    this.tell();
    this.events.phaseChanged(phase);
  }

  private tell(): void {
    if (!this.isLeading) return;
    const { phase, filesUrl, serverClock } = this.own;
    const waitMs = phase.name === "waiting" ? phase.untilMs - this.around.clock.now() : 0;
    const { welcome } = this;
    const serverMs = welcome === undefined ? 0 : serverClock.nowMs();
    this.say({
      word: "standing",
      standing: { leader: this.id, phase, waitMs, welcome, serverMs, filesUrl },
    });
  }

  private hear(word: Word): void {
    if (this.channel === undefined) return;
    switch (word.word) {
      case "joined":
        this.tell();
        return;
      case "standing":
        if (!this.isLeading) this.follow(word.standing);
        return;
      case "push":
        if (!this.isLeading && word.leader === this.standing?.leader) this.events.pushed(word.push);
        return;
      case "ask":
        if (this.isLeading) this.askFor(word.from, word.id, word.method, word.ms);
        return;
      case "answer":
        if (word.to === this.id) this.settle(word.id, word.answer);
        return;
      case "nudge":
        if (this.isLeading) this.own.nudge();
        return;
      case "start":
        if (this.isLeading) this.own.start();
        return;
      case "share":
        this.events.heard(word.share);
    }
  }

  /** The tab that leads says how its connection stands. */
  private follow(standing: Standing): void {
    const before = this.standing;
    const isSame = before?.leader === standing.leader;
    const wasLive = isSame && before?.phase.name === "live";
    const untilMs = this.around.clock.now() + standing.waitMs;
    const phase: Phase = standing.phase.name === "waiting" ? { name: "waiting", untilMs } : standing.phase;
    this.standing = { ...standing, phase };
    if (!isSame || phase.name !== "live") this.lose();
    if (standing.serverMs > 0) this.serverClock.told(standing.serverMs);
    if (standing.welcome !== undefined && !wasLive) this.events.welcomed(standing.welcome);
    if (phase.name === "live" && wasLive) return;
    if (phase.name === "live") this.events.mayHaveMissed();
    this.events.phaseChanged(phase);
  }

  private askLeader(method: Method, timeoutMs: number, handler: (answer: Answer | undefined) => void): void {
    const id = this.nextId++;
    const stop = this.around.clock.after(timeoutMs, () => this.settle(id, undefined));
    this.waiting.set(id, (answer) => {
      stop();
      handler(answer);
    });
    this.say({ word: "ask", from: this.id, id, method, ms: timeoutMs });
  }

  private askFor(to: string, id: number, method: Method, timeoutMs: number): void {
    this.own.send(method, timeoutMs, (answer) => this.say({ word: "answer", to, id, answer }));
  }

  private settle(id: number, answer: Answer | undefined): void {
    const handler = this.waiting.get(id);
    this.waiting.delete(id);
    handler?.(answer);
  }

  private lose(): void {
    for (const id of [...this.waiting.keys()]) this.settle(id, undefined);
  }

  private say(word: Word): void {
    this.channel?.post(word);
  }
}
