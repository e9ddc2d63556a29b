import { describe, expect, test } from "vitest";
import { Backoff } from "../src/connection/backoff";
import { ServerClock } from "../src/connection/serverClock";
import { type Conversation, EMPTY_BODY, type Message } from "../src/protocol/words";
import { ConversationLog } from "../src/store/log";
import { MAX_HELD, newestOf, withEarlier, withLater, withMessage } from "../src/store/window";
import { ManualClock } from "./harness";

const message = (seq: number, change = seq): Message => ({
  messageId: `${seq}`,
  seq,
  change,
  counted: seq,
  sender: "ann",
  sentAtMs: seq,
  body: { ...EMPTY_BODY, text: `${seq}.${change}` },
  editNo: 0,
});
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const history = (from: number, to: number, more: boolean, seqHead: number) => ({
  messages: range(from, to),
  more,
  changeHead: seqHead,
  seqHead,
});
const seqs = (window: { messages: readonly Message[] }) => window.messages.map((each) => each.seq);

describe("a window", () => {
  test("grows at both ends without a hole", () => {
    let window = newestOf(history(41, 60, true, 100), 60, 100);
    expect(window).toMatchObject({ from: 41, to: 60, hasEarlier: true, hasLater: true });
    window = withEarlier(window, history(21, 40, true, 100));
    window = withLater(window, history(61, 100, false, 100), 100);
    window = withEarlier(window, history(1, 20, false, 100));
    expect(seqs(window)).toEqual(range(1, 100).map((each) => each.seq));
    expect(window).toMatchObject({ from: 1, to: 100, hasEarlier: false, hasLater: false });
  });

  test("takes a live message only at the conversation's end", () => {
    const atEnd = newestOf(history(1, 3, false, 3), 0, 3);
    expect(seqs(withMessage(atEnd, message(4), 3))).toEqual([1, 2, 3, 4]);
    const inPast = newestOf(history(1, 3, false, 9), 3, 9);
    expect(seqs(withMessage(inPast, message(10), 9))).toEqual([1, 2, 3]);
  });

  test("knows of a later message that came while the answer was on its way", () => {
    expect(newestOf(history(1, 3, false, 3), 0, 4).hasLater).toBe(true);
  });

  test("replaces a row by a later state, never by an earlier one", () => {
    const window = newestOf(
      { ...history(1, 3, false, 3), messages: [message(1), message(2, 9), message(3)] },
      0,
      3,
    );
    expect(withMessage(window, message(2, 12), 3).messages[1]?.change).toBe(12);
    expect(withMessage(window, message(2, 5), 3).messages[1]?.change).toBe(9);
  });

  test("holds a bounded number and lets go at the far end", () => {
    let window = newestOf(history(2001, 2100, true, 2100), 0, 2100);
    for (let from = 1801; window.messages.length < MAX_HELD; from -= 200) {
      window = withEarlier(window, history(from, from + 199, true, 2100));
    }
    expect(window.messages.length).toBe(MAX_HELD);
    expect(window.hasLater).toBe(true);
    expect(window.to).toBe(window.messages.at(-1)?.seq);
  });
});

describe("time", () => {
  test("the first retry is spread, later ones grow to a cap, and all is forgotten when it is well", () => {
    const backoff = new Backoff(() => 1);
    backoff.spread(3_000);
    const waits = Array.from({ length: 9 }, () => backoff.nextMs());
    expect(waits.slice(0, 4)).toEqual([3_000, 1_000, 2_000, 4_000]);
    expect(Math.max(...waits)).toBe(30_000);
    backoff.reset();
    expect(backoff.nextMs()).toBe(3_000);
  });

  test("cids follow the server's clock, not a machine's wrong date, and only rise", () => {
    const clock = new ServerClock(new ManualClock(), 0);
    clock.told(1_795_424_400_000);
    const cids = Array.from({ length: 50 }, () => clock.newCid());
    expect(cids).toEqual([...cids].sort());
    expect(new Set(cids).size).toBe(50);
  });
});

describe("a conversation's log", () => {
  const snapshot: Conversation = {
    id: "d:ann:bob",
    kind: "direct",
    name: "",
    portrait: "",
    counterpart: "bob",
    seqHead: 2,
    changeHead: 2,
    countedHead: 2,
    memberCount: 2,
    role: "owner",
    present: true,
    visibleFromSeq: 1,
    readSeq: 2,
    readCounted: 2,
    lastMessage: message(2),
    counterpartReadSeq: 1,
    counterpartDeliveredSeq: 1,
  };

  test("a difference does not make it forget whom it is with, nor what I may do", () => {
    const log = new ConversationLog(snapshot, "ann");
    // What is the reader's alone is not in a difference.
    const own: Conversation = {
      ...snapshot,
      counterpart: "",
      role: "member",
      visibleFromSeq: 0,
      counterpartReadSeq: 0,
      readSeq: 0,
      readCounted: 0,
      lastMessage: undefined,
      seqHead: 3,
      changeHead: 3,
      countedHead: 3,
    };
    log.applyDiff({
      conversation: snapshot.id,
      toChange: 3,
      messages: [{ ...message(3), sender: "bob" }],
      members: [],
      state: own,
      startOver: false,
    });
    expect(log.state).toEqual({
      ...snapshot,
      seqHead: 3,
      changeHead: 3,
      countedHead: 3,
      lastMessage: { ...message(3), sender: "bob" },
    });
  });
});
