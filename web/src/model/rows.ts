import type { Conversation, User } from "../protocol/words";
import { isNotice } from "../protocol/words";
import { unreadOf } from "../store/fold";
import type { ConversationLog } from "../store/log";
import type { DeliveryState } from "./timelineItems";

/** One line of the conversation list. */
export interface Row {
  readonly id: string;
  readonly isGroup: boolean;
  readonly title: string;
  /** Decides the colour of the avatar. */
  readonly seed: string;
  readonly atMs: number;
  /** Where it stands in the list: what has no message yet stands where it was made. */
  readonly activeMs: number;
  readonly unread: number;
  /** Who spoke last, in a group; empty for me. */
  readonly author: string;
  readonly preview: { readonly kind: number; readonly text: string };
  /** Of the last message, where it is mine. */
  readonly state: DeliveryState | undefined;
  readonly typing: readonly string[];
  /** Written here and not sent; empty while the conversation is open. */
  readonly draft: string;
}

export interface RowSource {
  readonly me: string;
  readonly userOf: (id: string) => User | undefined;
  readonly draftIn: (id: string) => string;
  readonly typingIn: (id: string) => readonly string[];
  /** When a conversation was first seen here. */
  readonly seenAtMs: (id: string) => number;
}

export const nameOf = (user: User | undefined, id: string): string => user?.displayName || user?.name || id;

export const titleOf = (state: Conversation, source: Pick<RowSource, "userOf">): string =>
  state.kind === "direct" ? nameOf(source.userOf(state.counterpart), state.counterpart) : state.name;

export function rowOf(log: ConversationLog, source: RowSource): Row {
  const { state } = log;
  const waiting = log.pending.at(-1);
  const last = state.lastMessage;
  const isGroup = state.kind !== "direct";
  const mine = waiting !== undefined || last?.sender === source.me;
  const body = waiting?.body ?? last?.body;
  const author = isGroup && !mine && last !== undefined && !isNotice(last.body.kind) ? last.sender : "";
  const atMs = waiting?.writtenAtMs ?? last?.sentAtMs ?? 0;
  return {
    id: log.id,
    isGroup,
    title: titleOf(state, source),
    seed: isGroup ? log.id : state.counterpart,
    atMs,
    activeMs: atMs || source.seenAtMs(log.id),
    unread: unreadOf(state),
    author: author === "" ? "" : nameOf(source.userOf(author), author),
    preview: { kind: body?.kind ?? 0, text: body?.text ?? "" },
    state: mine && body !== undefined ? (waiting?.state ?? deliveryOf(log, last?.seq ?? 0)) : undefined,
    draft: source.draftIn(log.id),
    typing: source.typingIn(log.id).map((id) => nameOf(source.userOf(id), id)),
  };
}

function deliveryOf(log: ConversationLog, seq: number): DeliveryState {
  return [...log.readers.values()].some((read) => read >= seq) ? "read" : "sent";
}

/** The most recently active first. */
export const byActivity = (a: Row, b: Row): number => b.activeMs - a.activeMs || (a.id < b.id ? -1 : 1);
