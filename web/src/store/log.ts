import type {
  Conversation,
  ConversationChange,
  Diff,
  History,
  Member,
  Message,
  Sent,
} from "../protocol/words";
import { described, settled, withChange, withMembers, withRead } from "./fold";
import type { Pending } from "./pending";
import { newestOf, type Window, withEarlier, withLater, withMessage } from "./window";

/** Changes that wait for an earlier one; beyond this the difference is fetched anyway, so none is kept. */
const MAX_HELD_CHANGES = 500;

/**
 * One conversation as this client holds it: a fold over changes, differences and pages.
 *
 * `have`: every change up to here is applied. `wanted`: a change up to here is known to exist. Between them
 * lies what must be fetched.
 */
export class ConversationLog {
  readonly id: string;
  private readonly me: string;
  private readonly held = new Map<number, ConversationChange>();
  state: Conversation;
  have: number;
  wanted: number;
  window: Window | undefined;
  /** My own messages that are not acknowledged, in the order in which they were written. */
  pending: readonly Pending[] = [];
  /** The keys under which my own messages were first shown, so that an ack does not redraw them as others. */
  readonly keysBySeq = new Map<number, string>();
  /** How far each other member has read, as far as it was told. */
  readonly readers = new Map<string, number>();

  constructor(snapshot: Conversation, me: string) {
    this.id = snapshot.id;
    this.me = me;
    this.state = snapshot;
    this.have = snapshot.changeHead;
    this.wanted = snapshot.changeHead;
    if (snapshot.counterpart !== "") this.readers.set(snapshot.counterpart, snapshot.counterpartReadSeq);
  }

  get hasGap(): boolean {
    return this.wanted > this.have;
  }

  /** Its state was read: at least everything up to its head exists. */
  describe(snapshot: Conversation): void {
    this.state = described(this.state, snapshot);
    this.wanted = Math.max(this.wanted, snapshot.changeHead);
    if (!snapshot.present) this.window = undefined;
  }

  /** What the log that this one replaces had of my own. */
  inherit(older: ConversationLog): void {
    for (const [seq, key] of older.keysBySeq) this.keysBySeq.set(seq, key);
  }

  /** Something up to this change exists. */
  expect(change: number): void {
    this.wanted = Math.max(this.wanted, change);
  }

  /** A change came: applied when it is the next one, held when it is a later one. */
  offer(change: ConversationChange): void {
    this.expect(change.change);
    if (change.change === this.have + 1) {
      this.apply(change);
      this.drain();
    } else if (change.change > this.have && this.held.size < MAX_HELD_CHANGES) {
      this.held.set(change.change, change);
    }
  }

  /** My own send was acknowledged: the ack stands for the event. */
  acknowledged(entry: { readonly key: string; readonly body: Message["body"] }, sent: Sent): void {
    const { messageId, seq, change, counted, sentAtMs } = sent;
    this.keysBySeq.set(seq, entry.key);
    const message: Message = {
      messageId,
      seq,
      change,
      counted,
      sentAtMs,
      sender: this.me,
      body: entry.body,
      editNo: 0,
    };
    this.offer({ conversation: this.id, change, entry: { kind: "message", message } });
  }

  /** Everything in (have, toChange]. True: the window was dropped, because too much had changed. */
  applyDiff(diff: Diff): boolean {
    if (diff.toChange < this.have) return false;
    if (diff.startOver) this.window = undefined;
    for (const message of diff.messages) this.merge(message);
    if (diff.state !== undefined) this.state = settled(this.state, diff.state);
    this.state = withMembers(this.state, diff.members, this.me);
    this.have = Math.max(this.have, diff.toChange);
    this.drain();
    // The server has told all there is; only what is held here can still be waiting for something.
    this.wanted = Math.max(this.have, ...this.held.keys());
    return diff.startOver;
  }

  loadedNewest(history: History, toSeq: number): void {
    this.window = newestOf(history, toSeq, this.state.seqHead);
    this.expect(history.changeHead);
  }

  loadedEarlier(history: History): void {
    if (this.window !== undefined) this.window = withEarlier(this.window, history);
  }

  loadedLater(history: History): void {
    if (this.window !== undefined) this.window = withLater(this.window, history, this.state.seqHead);
  }

  /** I read on, or another device of mine did. */
  read(seq: number, counted: number): void {
    this.state = withRead(this.state, seq, counted);
  }

  /** Somebody else read on. */
  readBy(user: string, seq: number): void {
    this.readers.set(user, Math.max(seq, this.readers.get(user) ?? 0));
    if (user === this.state.counterpart && seq > this.state.counterpartReadSeq) {
      this.state = { ...this.state, counterpartReadSeq: seq };
    }
  }

  loadedMembers(members: readonly Member[]): void {
    for (const { userId, readSeq } of members) if (userId !== this.me) this.readBy(userId, readSeq);
  }

  private drain(): void {
    for (let next = this.held.get(this.have + 1); next !== undefined; next = this.held.get(this.have + 1)) {
      this.apply(next);
    }
    for (const change of this.held.keys()) if (change <= this.have) this.held.delete(change);
  }

  private apply(change: ConversationChange): void {
    this.have = change.change;
    this.held.delete(change.change);
    if (change.entry.kind === "message") this.merge(change.entry.message);
    this.state = withChange(this.state, change, this.me);
  }

  private merge(message: Message): void {
    if (this.window !== undefined) {
      this.window = withMessage(this.window, message, Math.min(this.state.seqHead, message.seq - 1));
    }
    if (message.seq > this.state.seqHead) {
      this.state = {
        ...this.state,
        seqHead: message.seq,
        countedHead: message.counted,
        lastMessage: message,
      };
      if (message.sender === this.me) this.state = withRead(this.state, message.seq, message.counted);
    }
  }
}
