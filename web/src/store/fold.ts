/** A conversation's own state, kept current from its changes so that it equals a fresh snapshot (G6). */
import type { Conversation, ConversationChange, Member, Message } from "../protocol/words";

/** A snapshot came; where it is older than what was folded, the folded heads stay. */
export function described(folded: Conversation | undefined, snapshot: Conversation): Conversation {
  if (folded === undefined) return snapshot;
  const isOlder = folded.changeHead > snapshot.changeHead;
  const heads = isOlder
    ? {
        changeHead: folded.changeHead,
        seqHead: folded.seqHead,
        countedHead: folded.countedHead,
      }
    : {};
  const next = {
    ...snapshot,
    ...heads,
    lastMessage: newer(snapshot.lastMessage, folded.lastMessage),
    counterpartReadSeq: Math.max(snapshot.counterpartReadSeq, folded.counterpartReadSeq),
  };
  return withRead(next, folded.readSeq, folded.readCounted);
}

/**
 * The state that a difference ends with: the conversation's own. What is mine alone (my role, whom I talk to, how far
 * I have read) is not in it.
 */
export function settled(folded: Conversation, own: Conversation): Conversation {
  const { name, portrait, memberCount, changeHead, seqHead, countedHead } = own;
  return { ...folded, name, portrait, memberCount, changeHead, seqHead, countedHead };
}

/** A snapshot need not carry the last message. */
function newer(one: Message | undefined, other: Message | undefined): Message | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.seq > one.seq || (other.seq === one.seq && other.change > one.change) ? other : one;
}

export function withChange(state: Conversation, change: ConversationChange, me: string): Conversation {
  return { ...withEntry(state, change.entry, me), changeHead: Math.max(state.changeHead, change.change) };
}

function withEntry(state: Conversation, entry: ConversationChange["entry"], me: string): Conversation {
  switch (entry.kind) {
    case "message":
      return withMessage(state, entry.message, me);
    case "members":
      return withMembers({ ...state, memberCount: entry.memberCount }, entry.members, me);
    case "settings":
      return { ...state, name: entry.name, portrait: entry.portrait };
    case "other":
      return state;
  }
}

function withMessage(state: Conversation, message: Message, me: string): Conversation {
  const last = state.lastMessage;
  const isLast =
    last === undefined ||
    message.seq > last.seq ||
    (message.seq === last.seq && message.change > last.change);
  const next = isLast ? { ...state, lastMessage: message } : state;
  if (message.seq <= state.seqHead) return next;
  const headed = { ...next, seqHead: message.seq, countedHead: message.counted };
  return message.sender === me ? withRead(headed, message.seq, message.counted) : headed;
}

export function withMembers(state: Conversation, members: readonly Member[], me: string): Conversation {
  const mine = members.find((each) => each.userId === me);
  return mine === undefined ? state : { ...state, present: mine.present, role: mine.role };
}

export function withRead(state: Conversation, seq: number, counted: number): Conversation {
  return seq > state.readSeq ? { ...state, readSeq: seq, readCounted: counted } : state;
}

export const unreadOf = (state: Conversation): number => Math.max(0, state.countedHead - state.readCounted);
