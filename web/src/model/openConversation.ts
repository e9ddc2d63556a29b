import { shallowRef } from "vue";
import type { Conversation } from "../protocol/words";
import { unreadOf } from "../store/fold";
import type { ConversationLog } from "../store/log";
import type { Chat } from "./chat";
import type { Draft } from "./drafts";
import type { Place } from "./places";
import { nameOf, titleOf } from "./rows";
import { type TimelineItem, timelineItems } from "./timelineItems";

export type OpenState = "loading" | "ready" | "failed" | "missing";

const TYPING_EVERY_MS = 3_000;

/** The conversation on the screen. */
export class OpenConversation {
  readonly id: string;
  readonly state = shallowRef<OpenState>("loading");
  readonly items = shallowRef<readonly TimelineItem[]>([]);
  readonly conversation = shallowRef<Conversation | undefined>();
  readonly title = shallowRef("");
  readonly typing = shallowRef<readonly string[]>([]);
  readonly hasEarlier = shallowRef(false);
  readonly hasLater = shallowRef(false);
  /** Files that were let fall on its row in the list. */
  readonly handed = shallowRef<readonly File[]>([]);
  private readonly chat: Chat;
  private unreadAfterSeq: number | undefined;
  private isMarked = false;
  private isAimed = false;
  private typedAtMs = 0;
  private membersAsked = false;
  private isLoading = false;

  constructor(id: string, chat: Chat) {
    this.id = id;
    this.chat = chat;
  }

  refresh(): void {
    const { log } = this;
    if (log === undefined) {
      this.conversation.value = undefined;
      this.items.value = [];
      this.state.value = this.chat.store.isLoaded ? "missing" : "loading";
      return;
    }
    this.markUnread(log);
    this.aim(log);
    this.conversation.value = log.state;
    this.title.value = titleOf(log.state, { userOf: (id) => this.chat.store.people.of(id) });
    this.typing.value = this.chat.store.typing
      .in(this.id)
      .map((id) => nameOf(this.chat.store.people.of(id), id));
    if (log.window === undefined) {
      if (this.chat.isLive && this.state.value !== "failed") void this.load();
      if (this.state.value !== "failed") this.state.value = "loading";
      if (!this.chat.isLive && log.pending.length > 0) this.showWaiting(log);
      return;
    }
    this.state.value = "ready";
    this.hasEarlier.value = log.window.hasEarlier;
    this.hasLater.value = log.window.hasLater;
    this.items.value = timelineItems({
      me: this.chat.me,
      messages: log.window.messages,
      pending: log.window.hasLater ? [] : log.pending,
      keysBySeq: log.keysBySeq,
      readers: log.readers,
      unreadAfterSeq: this.unreadAfterSeq,
    });
  }

  /** The connection is back: what could not be loaded is loaded. */
  connected(): void {
    if (this.state.value === "failed") this.state.value = "loading";
    this.refresh();
  }

  /** Without a connection and without anything from before: what I wrote is shown, and nothing hides it. */
  private showWaiting(log: ConversationLog): void {
    this.state.value = "ready";
    this.items.value = timelineItems({
      me: this.chat.me,
      messages: [],
      pending: log.pending,
      keysBySeq: log.keysBySeq,
      readers: log.readers,
      unreadAfterSeq: undefined,
    });
  }

  async retry(): Promise<void> {
    this.state.value = "loading";
    this.refresh();
  }

  loadEarlier(): Promise<boolean> {
    return this.log === undefined ? Promise.resolve(false) : this.chat.histories.earlier(this.log);
  }

  loadLater(): Promise<boolean> {
    return this.log === undefined ? Promise.resolve(false) : this.chat.histories.later(this.log);
  }

  /** Back to where the conversation goes on. */
  async toNewest(): Promise<void> {
    if (this.log !== undefined && this.hasLater.value) await this.chat.histories.newest(this.log);
  }

  /** Everything up to `seq` was seen. Shown as read at once; the server is told in its time. */
  seen(seq: number): void {
    const { log } = this;
    if (log === undefined || seq <= log.state.readSeq) return;
    const message = log.window?.messages.findLast((each) => each.seq <= seq);
    const counted =
      seq >= log.state.seqHead ? log.state.countedHead : (message?.counted ?? log.state.readCounted);
    log.read(seq, Math.max(counted, log.state.readCounted));
    const { readSeq, readCounted } = log.state;
    this.chat.tellPush({ kind: "read", read: { conversation: this.id, readSeq, readCounted } });
    this.chat.store.reading.mark(this.id, seq);
    this.chat.changed(this.id);
  }

  typed(isEmpty: boolean): void {
    const nowMs = performance.now();
    if (isEmpty || nowMs - this.typedAtMs < TYPING_EVERY_MS) return;
    this.typedAtMs = nowMs;
    this.chat.showTyping(this.id, true);
  }

  get draft(): Draft {
    return this.chat.drafts.of(this.id);
  }

  write(draft: Draft): void {
    this.chat.drafts.put(this.id, draft);
  }

  sendText(text: string): void {
    this.typedAtMs = 0;
    this.unreadAfterSeq = undefined;
    this.chat.pendings.text(this.id, text);
  }

  /** Where it is read: none where its end is. */
  get place(): Place | undefined {
    return this.chat.places.of(this.id);
  }

  /** Asks the view where it stands; set by the view while it shows this conversation. */
  standing: () => Place | undefined = () => this.place;

  /** It is left, or the page may go: where it was read is kept. */
  left(): void {
    this.chat.places.put(this.id, this.standing());
  }

  private get log(): ConversationLog | undefined {
    return this.chat.store.logs.get(this.id);
  }

  /** What is held may end before the place where this was left: then it is loaded around that. */
  private aim(log: ConversationLog): void {
    if (this.isAimed || !this.chat.isLive || log.window === undefined) return;
    this.isAimed = true;
    const seq = this.place?.seq ?? 0;
    if (seq > 0 && (seq < log.window.from || seq > log.window.to)) log.window = undefined;
  }

  /** Where the line "new messages" goes: it stays until the conversation is left. */
  private markUnread(log: ConversationLog): void {
    if (this.isMarked) return;
    this.isMarked = true;
    if (unreadOf(log.state) > 0) this.unreadAfterSeq = log.state.readSeq;
  }

  private async load(): Promise<void> {
    const { log } = this;
    if (log === undefined || this.isLoading) return;
    this.isLoading = true;
    if (!this.membersAsked && log.state.kind === "group" && log.state.memberCount <= 100) {
      this.membersAsked = true;
      this.chat.members(this.id).catch(() => {
        this.membersAsked = false;
      });
    }
    const isLoaded = await this.chat.histories.open(log, this.place?.seq);
    this.isLoading = false;
    if (!isLoaded && this.chat.isLive) this.state.value = "failed";
  }
}
