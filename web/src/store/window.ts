import type { History, Message } from "../protocol/words";

/** More than this of one conversation is not held; the far end is let go. */
export const MAX_HELD = 1_000;

/**
 * A contiguous stretch of a timeline: every visible message with `from` ≤ seq ≤ `to` is in `messages`, in the
 * order of seq. Immutable: each step answers the next window.
 */
export interface Window {
  readonly messages: readonly Message[];
  readonly from: number;
  readonly to: number;
  readonly hasEarlier: boolean;
  /** False: it ends where the conversation ends, and live messages are appended. */
  readonly hasLater: boolean;
}

/**
 * The answer to "the newest up to `toSeq`"; 0 = up to the end. `head`: the last seq that is known, which may be
 * beyond what the server saw when it answered.
 */
export function newestOf(history: History, toSeq: number, head: number): Window {
  const { messages, more, seqHead } = history;
  const to = toSeq === 0 ? seqHead : toSeq;
  const from = more ? (messages[0]?.seq ?? to) : 1;
  return { messages, from, to, hasEarlier: more, hasLater: to < Math.max(seqHead, head) };
}

/** Adds the answer to "the newest up to `from` − 1". */
export function withEarlier(window: Window, history: History): Window {
  const added = history.messages.filter((each) => each.seq < window.from);
  const from = history.more ? (added[0]?.seq ?? window.from) : 1;
  const messages = [...added, ...window.messages];
  const kept = messages.slice(0, MAX_HELD);
  const isCut = kept.length < messages.length;
  return {
    messages: kept,
    from,
    to: isCut ? (kept.at(-1)?.seq ?? window.to) : window.to,
    hasEarlier: history.more,
    hasLater: window.hasLater || isCut,
  };
}

/** Adds the answer to "the oldest from `to` + 1". */
export function withLater(window: Window, history: History, head: number): Window {
  const added = history.messages.filter((each) => each.seq > window.to);
  const to = history.more ? (added.at(-1)?.seq ?? window.to) : Math.max(window.to, history.seqHead);
  return trimmedStart({
    ...window,
    messages: [...window.messages, ...added],
    to,
    hasLater: history.more || to < head,
  });
}

/** A message that is new, or whose row changed. `head`: the conversation's last seq before it. */
export function withMessage(window: Window, message: Message, head: number): Window {
  if (message.seq >= window.from && message.seq <= window.to) return replaced(window, message);
  const isNext = message.seq > window.to && !window.hasLater && window.to >= head;
  if (!isNext) return message.seq > window.to ? { ...window, hasLater: true } : window;
  return trimmedStart({ ...window, messages: [...window.messages, message], to: message.seq });
}

function replaced(window: Window, message: Message): Window {
  const { messages } = window;
  const at = indexOfSeq(messages, message.seq);
  const held = messages[at];
  if (held?.seq !== message.seq) return { ...window, messages: messages.toSpliced(at, 0, message) };
  return message.change > held.change ? { ...window, messages: messages.with(at, message) } : window;
}

function trimmedStart(window: Window): Window {
  if (window.messages.length <= MAX_HELD) return window;
  const messages = window.messages.slice(-MAX_HELD);
  return { ...window, messages, from: messages[0]?.seq ?? window.from, hasEarlier: true };
}

/** Where `seq` is, or belongs. */
export function indexOfSeq(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
