/** From a window and what waits to the rows of a timeline: pure, so that every rule has a test without a DOM. */
import type { Body, Message } from "../protocol/words";
import { isNotice } from "../protocol/words";
import type { Pending } from "../store/pending";

export type DeliveryState = "preparing" | "queued" | "failed" | "sent" | "read";

export interface MessageItem {
  readonly kind: "message";
  readonly key: string;
  /** 0: it has no place yet. */
  readonly seq: number;
  readonly mine: boolean;
  readonly sender: string;
  readonly atMs: number;
  readonly body: Body;
  readonly state: DeliveryState;
  /** How many others have read it; of my own only. */
  readonly readers: number;
  /** The first and the last of a run of one author. */
  readonly first: boolean;
  readonly last: boolean;
  readonly pending: Pending | undefined;
}

export type TimelineItem =
  | { readonly kind: "day"; readonly key: string; readonly atMs: number }
  | { readonly kind: "unread"; readonly key: string }
  | { readonly kind: "notice"; readonly key: string; readonly message: Message }
  | MessageItem;

export interface TimelineSource {
  readonly me: string;
  readonly messages: readonly Message[];
  /** Only where the window reaches the end. */
  readonly pending: readonly Pending[];
  readonly keysBySeq: ReadonlyMap<number, string>;
  readonly readers: ReadonlyMap<string, number>;
  /** Messages above this were new when the conversation was opened; undefined: none were. */
  readonly unreadAfterSeq: number | undefined;
}

const RUN_MS = 5 * 60_000;

type Draft = Omit<MessageItem, "first" | "last">;
type DraftItem = Exclude<TimelineItem, MessageItem> | Draft;

export function timelineItems(source: TimelineSource): TimelineItem[] {
  const drafts: DraftItem[] = [];
  let day = "";
  let isMarked = false;
  const atDay = (atMs: number) => {
    const next = new Date(atMs).toDateString();
    if (next !== day)
      drafts.push({ kind: "day", key: `day ${next} ${drafts.length === 0 ? "first" : ""}`, atMs });
    day = next;
  };
  for (const message of source.messages) {
    atDay(message.sentAtMs);
    if (!isMarked && isNew(message, source)) {
      drafts.push({ kind: "unread", key: "unread" });
      isMarked = true;
    }
    drafts.push(isNotice(message.body.kind) ? notice(message) : stored(message, source));
  }
  for (const pending of source.pending) {
    atDay(pending.writtenAtMs);
    drafts.push(waiting(pending, source.me));
  }
  return drafts.map((draft, i) => inRun(draft, drafts[i - 1], drafts[i + 1]));
}

const isNew = (message: Message, source: TimelineSource) =>
  source.unreadAfterSeq !== undefined && message.seq > source.unreadAfterSeq && message.sender !== source.me;

const notice = (message: Message): TimelineItem => ({ kind: "notice", key: `m${message.seq}`, message });

function stored(message: Message, source: TimelineSource): Draft {
  const mine = message.sender === source.me;
  const readers = mine ? [...source.readers.values()].filter((seq) => seq >= message.seq).length : 0;
  return {
    kind: "message",
    key: source.keysBySeq.get(message.seq) ?? `m${message.seq}`,
    seq: message.seq,
    mine,
    sender: message.sender,
    atMs: message.sentAtMs,
    body: message.body,
    state: readers > 0 ? "read" : "sent",
    readers,
    pending: undefined,
  };
}

function waiting(pending: Pending, me: string): Draft {
  return {
    kind: "message",
    key: pending.key,
    seq: 0,
    mine: true,
    sender: me,
    atMs: pending.writtenAtMs,
    body: pending.body,
    state: pending.state,
    readers: 0,
    pending,
  };
}

function inRun(draft: DraftItem, before: DraftItem | undefined, after: DraftItem | undefined): TimelineItem {
  if (draft.kind !== "message") return draft;
  return { ...draft, first: !isRun(before, draft), last: !isRun(draft, after) };
}

function isRun(one: DraftItem | undefined, next: DraftItem | undefined): boolean {
  if (one?.kind !== "message" || next?.kind !== "message") return false;
  return one.sender === next.sender && Math.abs(next.atMs - one.atMs) < RUN_MS;
}
