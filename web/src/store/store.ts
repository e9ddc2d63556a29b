import type { Clock } from "../connection/clock";
import type { ResumePoint } from "../connection/connection";
import { type AnswerKind, type AnswerOf, RequestFailed } from "../connection/exchange";
import { ErrorCode } from "../protocol/catalogue";
import type { Answer, Method, Push } from "../protocol/frames";
import type { Conversation, ConversationChange, Diff, Message } from "../protocol/words";
import { ConversationLog } from "./log";
import { byOrder, type Pending, withPending } from "./pending";
import { People } from "./people";
import { Reading } from "./reading";
import { Typing } from "./typing";

/** What the store needs of a connection. */
export interface Asker {
  readonly isLive: boolean;
  ask<K extends AnswerKind>(kind: K, method: Method): Promise<AnswerOf<K>>;
}

/** Told after the store has taken something in: store first, then tell. */
export interface StoreListener {
  conversationChanged(id: string): void;
  usersChanged(): void;
  /** A message that came live, not one that was fetched. */
  arrived(conversation: string, message: Message): void;
  /** The privacy fence: nothing of this conversation is mine to keep any more (G12). */
  fenced(conversation: string): void;
}

const MAX_REPAIRS = 4;
const REPAIR_PAUSE_MS = 1_000;
const MAX_HAVE = 256;
const MAX_EARLY = 500;
const PAGE = 50;
const MAX_PAGES = 20;

/** Everything of one account that this page knows: conversations, people, who types, what is read. */
export class Store {
  readonly people: People;
  readonly typing: Typing;
  readonly reading: Reading;
  readonly logs = new Map<string, ConversationLog>();
  /** Whether the list was loaded at least once. */
  isLoaded = false;
  me = "";
  private readonly clock: Clock;
  private readonly asker: Asker;
  private readonly listener: StoreListener;
  private readonly repairing = new Set<string>();
  /** Changes of conversations that are not known yet. */
  private readonly early: ConversationChange[] = [];
  private cursor = "";
  private nextCursor = "";
  private mustList = true;
  private isListing = false;
  /** Held from before a start over: replaced as the list comes in. */
  private readonly stale = new Set<string>();
  /** What waits to be sent, by conversation, also where the conversation itself is not known yet. */
  private readonly waiting = new Map<string, readonly Pending[]>();

  constructor(clock: Clock, asker: Asker, listener: StoreListener) {
    this.clock = clock;
    this.asker = asker;
    this.listener = listener;
    this.people = new People(
      async (ids) => (await asker.ask("users", { case: "fetchUsers", value: { userIds: [...ids] } })).users,
      () => listener.usersChanged(),
    );
    this.typing = new Typing(clock, (id) => listener.conversationChanged(id));
    this.reading = new Reading(clock, async (conversation, seq) => {
      const value = { conversation, seq: BigInt(seq) };
      const marked = await asker.ask("readMarked", { case: "markRead", value });
      this.logs.get(conversation)?.read(marked.readSeq, marked.readCounted);
    });
  }

  /** A cursor is safe only while nothing that came before it is missing here. */
  resumePoint(): ResumePoint {
    const logs = [...this.logs.values()].sort((a, b) => b.state.changeHead - a.state.changeHead);
    const have = logs.slice(0, MAX_HAVE).map((log) => ({ conversation: log.id, change: log.have }));
    return this.cursor === "" ? { cursor: "", have: [] } : { cursor: this.cursor, have };
  }

  /** What was kept from before: as good as what a connection brought until then. */
  restore(logs: readonly ConversationLog[], cursor: string): void {
    for (const log of logs) {
      log.pending = this.waiting.get(log.id) ?? [];
      this.logs.set(log.id, log);
    }
    this.cursor = cursor;
    this.mustList = cursor === "";
    this.isLoaded ||= logs.length > 0 || cursor !== "";
    this.listener.conversationChanged("");
  }

  /** Something may have been said that was not heard here: the list is asked for, what is held stays. */
  mayHaveMissed(): void {
    this.mustList = true;
  }

  /** Everything that waits, in the order in which it was written. */
  allPending(): readonly Pending[] {
    return [...this.waiting.values()].flat().sort(byOrder);
  }

  pendingOf(key: string): Pending | undefined {
    for (const list of this.waiting.values()) {
      const found = list.find((each) => each.key === key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  putPending(pending: Pending): void {
    const { conversation } = pending;
    this.setPending(conversation, withPending(this.waiting.get(conversation) ?? [], pending));
  }

  removePending({ conversation, key }: Pick<Pending, "conversation" | "key">): void {
    this.setPending(
      conversation,
      (this.waiting.get(conversation) ?? []).filter((each) => each.key !== key),
    );
  }

  private setPending(conversation: string, list: readonly Pending[]): void {
    if (list.length === 0) this.waiting.delete(conversation);
    else this.waiting.set(conversation, list);
    const log = this.logs.get(conversation);
    if (log !== undefined) log.pending = list;
    this.listener.conversationChanged(conversation);
  }

  /** The connection is caught up. */
  live(): void {
    this.people.again();
    this.reading.again();
    if (this.mustList) void this.list();
    else this.repair();
  }

  pushed(push: Push): void {
    switch (push.kind) {
      case "change":
        this.changed(push.change);
        return;
      case "listed":
        this.listed(push.conversation);
        return;
      case "read":
        this.logs.get(push.read.conversation)?.read(push.read.readSeq, push.read.readCounted);
        this.listener.conversationChanged(push.read.conversation);
        return;
      case "missed":
        this.differed(push.diff);
        return;
      case "position":
        this.logs.get(push.conversation)?.expect(push.changeHead);
        this.repair();
        return;
      case "typing":
        if (push.user !== this.me) {
          this.typing.signalled(push.conversation, push.user, push.active, push.expiresInMs);
        }
        return;
      case "receipt":
        this.logs.get(push.conversation)?.readBy(push.user, push.seq);
        this.listener.conversationChanged(push.conversation);
        return;
      case "resumed":
        if (!push.recovered) this.startOver();
        return;
      case "checkpoint":
        this.nextCursor = push.cursor;
        this.keepCursor();
        return;
      case "caughtUp":
      case "goAway":
      case "unknown":
        return;
    }
  }

  /** A conversation's snapshot: new here, or described afresh. */
  listed(conversation: Conversation): ConversationLog {
    const held = this.logs.get(conversation.id);
    const known = this.stale.delete(conversation.id) ? undefined : held;
    const log = known ?? new ConversationLog(conversation, this.me);
    if (known === undefined) {
      if (held !== undefined) log.inherit(held);
      log.pending = this.waiting.get(conversation.id) ?? [];
      this.logs.set(conversation.id, log);
      for (const change of this.takeEarly(conversation.id)) log.offer(change);
    } else known.describe(conversation);
    this.people.want([conversation.counterpart, conversation.lastMessage?.sender ?? ""]);
    this.listener.conversationChanged(conversation.id);
    this.repair();
    return log;
  }

  /** An ack, or any other change of one conversation made from here. */
  touched(id: string): void {
    this.listener.conversationChanged(id);
    this.repair();
    this.keepCursor();
  }

  clear(): void {
    this.logs.clear();
    this.waiting.clear();
    this.stale.clear();
    this.people.clear();
    this.typing.clear();
    this.reading.clear();
    this.early.length = 0;
    this.cursor = "";
    this.nextCursor = "";
    this.mustList = true;
    this.isLoaded = false;
  }

  private changed(change: ConversationChange): void {
    const log = this.logs.get(change.conversation);
    if (log === undefined) {
      if (this.early.length < MAX_EARLY) this.early.push(change);
      if (this.isLoaded) void this.discover(change.conversation);
      return;
    }
    const before = log.have;
    log.offer(change);
    if (change.entry.kind === "message" && log.have > before)
      this.arrived(change.conversation, change.entry.message);
    this.touched(change.conversation);
  }

  private arrived(conversation: string, message: Message): void {
    this.typing.stopped(conversation, message.sender);
    this.people.want([message.sender]);
    this.listener.arrived(conversation, message);
  }

  private differed(diff: Diff): void {
    const log = this.logs.get(diff.conversation);
    if (log === undefined) {
      if (diff.state !== undefined) this.listed(diff.state);
      return;
    }
    log.applyDiff(diff);
    this.people.want(diff.messages.map((each) => each.sender));
    this.touched(diff.conversation);
  }

  /** Fetches what is known to be missing, a few conversations at a time. */
  private repair(): void {
    if (!this.asker.isLive) return;
    for (const log of this.logs.values()) {
      if (this.repairing.size >= MAX_REPAIRS) return;
      if (log.hasGap && !this.repairing.has(log.id) && !this.stale.has(log.id)) void this.fetchDiff(log);
    }
  }

  private async fetchDiff(log: ConversationLog): Promise<void> {
    this.repairing.add(log.id);
    try {
      const value = { conversation: log.id, fromChange: BigInt(log.have) };
      const answer = await this.asker.ask("diff", { case: "fetchDiff", value });
      this.differed(answer.diff);
      // A difference that leaves a gap would be asked for without end.
      if (log.hasGap) this.clock.after(REPAIR_PAUSE_MS, () => this.repaired(log.id));
      else this.repaired(log.id);
    } catch (failure) {
      this.repairing.delete(log.id);
      await this.unrepaired(log, failure);
    }
  }

  private repaired(id: string): void {
    this.repairing.delete(id);
    this.repair();
  }

  private async unrepaired(log: ConversationLog, failure: unknown): Promise<void> {
    const code = failure instanceof RequestFailed ? failure.code : undefined;
    if (code === ErrorCode.START_OVER) {
      this.logs.delete(log.id);
      await this.discover(log.id);
    } else if (code === ErrorCode.CONVERSATION_NOT_FOUND || code === ErrorCode.NOT_A_MEMBER) {
      this.fence(log.id);
    }
  }

  /** What is no longer mine to see does not stay here (G12). */
  private fence(id: string): void {
    this.logs.delete(id);
    this.waiting.delete(id);
    this.listener.fenced(id);
    this.listener.conversationChanged(id);
  }

  /** Learns of a conversation by its id. */
  private async discover(id: string): Promise<void> {
    if (this.repairing.has(id)) return;
    this.repairing.add(id);
    try {
      const method: Method = { case: "fetchConversation", value: { conversation: id } };
      const answer: Answer & { kind: "conversation" } = await this.asker.ask("conversation", method);
      this.listed(answer.conversation);
    } catch {
      this.takeEarly(id);
    } finally {
      this.repairing.delete(id);
    }
  }

  /** My conversations, page after page; the first page is shown before the second is asked for. */
  private async list(): Promise<void> {
    if (this.isListing) return;
    this.isListing = true;
    try {
      let after = "";
      for (let page = 0; page < MAX_PAGES; page++) {
        const value = { limit: PAGE, after };
        const answer = await this.asker.ask("conversationPage", { case: "listConversations", value });
        for (const conversation of answer.conversations) this.listed(conversation);
        this.isLoaded = true;
        this.listener.conversationChanged("");
        after = answer.next;
        if (after === "") break;
      }
      this.mustList = false;
      this.dropStale();
      this.keepCursor();
    } catch {
      // Tried again when the connection is back.
    } finally {
      this.isListing = false;
    }
  }

  /** Nothing held can be built upon; what is written but not sent stays. */
  private startOver(): void {
    this.cursor = "";
    this.nextCursor = "";
    this.mustList = true;
    for (const id of this.logs.keys()) this.stale.add(id);
  }

  private dropStale(): void {
    for (const id of this.stale) this.fence(id);
    this.stale.clear();
  }

  private keepCursor(): void {
    const isComplete =
      !this.mustList && this.early.length === 0 && ![...this.logs.values()].some((log) => log.hasGap);
    if (isComplete && this.nextCursor !== "") this.cursor = this.nextCursor;
  }

  private takeEarly(id: string): ConversationChange[] {
    const taken = this.early.filter((each) => each.conversation === id);
    const rest = this.early.filter((each) => each.conversation !== id);
    this.early.splice(0, this.early.length, ...rest);
    return taken;
  }
}
