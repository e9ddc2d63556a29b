import { describe, expect, test } from "vitest";
import { readConfig } from "../src/model/config";
import { shownSize, sizeOf } from "../src/model/images";
import { isLargeEmoji, textParts } from "../src/model/richText";
import { parsePlace, pathOf } from "../src/model/router";
import { timelineItems } from "../src/model/timelineItems";
import { EMPTY_BODY, type Message } from "../src/protocol/words";
import { steps } from "../src/view/chat/steps";

const NOON = new Date(2026, 10, 23, 12).getTime();
const MINUTE = 60_000;

function message(seq: number, sender: string, atMs: number, kind = 1): Message {
  const body = { ...EMPTY_BODY, kind, text: `${seq}` };
  return { messageId: `${seq}`, seq, change: seq, counted: seq, sender, sentAtMs: atMs, body, editNo: 0 };
}

const source = {
  me: "ann",
  pending: [],
  keysBySeq: new Map<number, string>(),
  readers: new Map<string, number>(),
  unreadAfterSeq: undefined,
};

describe("a timeline", () => {
  test("starts each day with its date", () => {
    const messages = [
      message(1, "bob", NOON - 24 * 60 * MINUTE),
      message(2, "bob", NOON),
      message(3, "bob", NOON),
    ];
    const kinds = timelineItems({ ...source, messages }).map((item) => item.kind);
    expect(kinds).toEqual(["day", "message", "day", "message", "message"]);
  });

  test("joins what one author says within five minutes", () => {
    const messages = [
      message(1, "bob", NOON),
      message(2, "bob", NOON + MINUTE),
      message(3, "ann", NOON + MINUTE),
      message(4, "ann", NOON + 9 * MINUTE),
    ];
    const runs = timelineItems({ ...source, messages }).flatMap((item) =>
      item.kind === "message" ? [`${item.first ? "[" : ""}${item.seq}${item.last ? "]" : ""}`] : [],
    );
    expect(runs).toEqual(["[1", "2]", "[3]", "[4]"]);
  });

  test("marks where the new messages begin, after my own", () => {
    const messages = [message(1, "bob", NOON), message(2, "ann", NOON), message(3, "bob", NOON)];
    const keys = timelineItems({ ...source, messages, unreadAfterSeq: 1 }).map((item) => item.key);
    expect(keys.slice(1)).toEqual(["m1", "m2", "unread", "m3"]);
  });

  test("draws a notice as a line and counts who has read", () => {
    const readers = new Map([
      ["bob", 2],
      ["eve", 1],
    ]);
    const messages = [message(1, "ann", NOON), message(2, "ann", NOON), message(3, "bob", NOON, 104)];
    const items = timelineItems({ ...source, messages, readers });
    expect(items[1]).toMatchObject({ state: "read", readers: 2 });
    expect(items[2]).toMatchObject({ state: "read", readers: 1 });
    expect(items[3]?.kind).toBe("notice");
  });
});

describe("steps of a virtual list", () => {
  const rows = (...keys: string[]) =>
    keys.map((key) => ({ key, kind: key.startsWith("d") ? "day" : "message" }));
  const shape = (all: ReturnType<typeof steps>) =>
    all.map((step) => [step.items.map((item) => item.key).join(" "), step.shift]);

  test("an append does not shift", () => {
    expect(shape(steps(rows("d1", "a", "b"), rows("d1", "a", "b", "c")))).toEqual([["d1 a b c", false]]);
  });

  test("a prepend shifts, also where the day's row moved", () => {
    expect(shape(steps(rows("d1", "a", "b"), rows("d0", "x", "d1", "y", "a", "b")))).toEqual([
      ["d0 x d1 y a b", true],
    ]);
  });

  test("a prepend that lets go of the end is two steps", () => {
    expect(shape(steps(rows("d1", "a", "b"), rows("d1", "x", "a")))).toEqual([
      ["d1 x a b", true],
      ["d1 x a", false],
    ]);
  });

  test("an append that lets go of the start is two steps", () => {
    expect(shape(steps(rows("d1", "a", "b", "c"), rows("d1", "b", "c", "d")))).toEqual([
      ["d1 a b c d", false],
      ["d1 b c d", true],
    ]);
  });

  test("another stretch replaces everything", () => {
    expect(shape(steps(rows("a", "b"), rows("x", "y")))).toEqual([["x y", false]]);
  });
});

describe("text", () => {
  test("only http and https become links, without the punctuation around them", () => {
    expect(textParts("see (https://a.example/x_(y)), or www.b.example。好")).toEqual([
      { kind: "text", text: "see (" },
      { kind: "link", text: "https://a.example/x_(y)", href: "https://a.example/x_(y)" },
      { kind: "text", text: "), or " },
      { kind: "link", text: "www.b.example", href: "https://www.b.example/" },
      { kind: "text", text: "。好" },
    ]);
    for (const text of [
      "javascript:alert(1)",
      "data:text/html,x",
      "<img src=x onerror=alert(1)>",
      "http://",
    ]) {
      expect(textParts(text).every((part) => part.kind === "text")).toBe(true);
    }
  });

  test("nothing of a text is lost", () => {
    const text = "a https://x.example/?q=1&b=2, b\n<b>c</b> www.y.example!";
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  test("one to three emoji are drawn large", () => {
    for (const text of ["👏", "👩‍💻", "🎉🎉 🎉", "❤️", "👍🏽"]) expect(isLargeEmoji(text), text).toBe(true);
    for (const text of ["a", "👏 a", "12", "🎉🎉🎉🎉", "#"]) expect(isLargeEmoji(text), text).toBe(false);
  });
});

describe("addresses", () => {
  test("every place comes back from its address", () => {
    for (const place of [
      { name: "list" } as const,
      { name: "chat", id: "d:ann:bob@x+y" } as const,
      { name: "settings" } as const,
      { name: "register" } as const,
      { name: "scan", token: "abc123def" } as const,
    ]) {
      const [path = "", hash = ""] = pathOf(place).split("#");
      expect(parsePlace(path, hash)).toEqual(place);
    }
    expect(parsePlace("/chat/%E0%A4%A", "")).toEqual({ name: "chat", id: "%E0%A4%A" });
    expect(parsePlace("/nonsense/x", "")).toEqual({ name: "list" });
  });

  test("a page without a readable configuration has the usual one", () => {
    expect(readConfig('{"basePath":"/chat"}')).toMatchObject({ basePath: "/chat", routePath: "/route" });
    expect(readConfig("<!--")).toMatchObject({ basePath: "", appPath: "/" });
  });
});

describe("images", () => {
  test("an impossible size from a stranger is not believed", () => {
    expect(sizeOf('{"w":1280,"h":800}')).toEqual({ width: 1280, height: 800 });
    for (const bad of ["", "{}", '{"w":-1,"h":5}', '{"w":1e9,"h":5}', "null"]) {
      expect(sizeOf(bad)).toEqual({ width: 320, height: 240 });
    }
    expect(shownSize({ width: 1280, height: 800 }, 320, 320)).toEqual({ width: 320, height: 200 });
  });
});
