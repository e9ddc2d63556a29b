import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, test } from "vitest";
import { NO_FAULTS } from "../fake/session";
import { BodySchema } from "../src/protocol/gen/hearth/v1/message_pb";
import { ErrorCode, Stage, type TestClient } from "./harness";

let stage: Stage;
let ann: TestClient;
let bob: TestClient;
let id: string;

beforeEach(async () => {
  stage = new Stage();
  ann = await stage.client("ann");
  bob = await stage.client("bob");
  id = await ann.chat.openDirect("bob");
  ann.chat.open(id);
  await stage.clock.pass(10);
  bob.chat.open(id);
  await stage.clock.pass(10);
});

const say = (client: TestClient, text: string) => client.chat.open(id).sendText(text);
const stored = () => stage.world.conversations.get(id)?.messages.map((each) => each.body?.text) ?? [];

describe("talking", () => {
  test("what one sends the other sees, and both in the same order", async () => {
    say(ann, "one");
    say(bob, "two");
    say(ann, "three");
    await stage.clock.pass(10);
    expect(ann.shown()).toEqual(bob.shown());
    expect([...ann.shown()].sort()).toEqual(["one", "three", "two"]);
  });

  test("a message is on the screen before any answer, then sent, then read", async () => {
    stage.isHalfOpen = true;
    say(ann, "hello");
    await stage.clock.pass(1);
    expect(ann.states()).toEqual(["queued"]);
    stage.isHalfOpen = false;
    await stage.clock.pass(60_000);
    expect(ann.states()).toEqual(["sent"]);
    bob.chat.open(id).seen(1);
    await stage.clock.pass(10);
    expect(ann.states()).toEqual(["read"]);
  });

  test("an ack keeps the row that was drawn", async () => {
    say(ann, "hello");
    await Promise.resolve();
    const before = ann.chat.opened.value?.items.value.at(-1)?.key;
    await stage.clock.pass(10);
    expect(ann.chat.opened.value?.items.value.at(-1)?.key).toBe(before);
    expect(ann.states()).toEqual(["sent"]);
  });

  test("unread counts are the same on both sides of a reading", async () => {
    bob.chat.close();
    for (const text of ["1", "2", "3"]) say(ann, text);
    await stage.clock.pass(10);
    expect(bob.chat.unread.value).toBe(3);
    bob.chat.open(id).seen(2);
    await stage.clock.pass(2_000);
    expect(bob.chat.unread.value).toBe(1);
    expect(stage.world.conversations.get(id)?.members.get("bob")?.readSeq).toBe(2n);
  });

  test("typing is shown and ends by itself", async () => {
    ann.chat.showTyping(id, true);
    await stage.clock.pass(10);
    expect(bob.chat.opened.value?.typing.value).toEqual(["ANN"]);
    await stage.clock.pass(10_001);
    expect(bob.chat.opened.value?.typing.value).toEqual([]);
  });

  test("a third person who joins a group sees it and what follows", async () => {
    const eve = await stage.client("eve");
    const group = await ann.chat.createGroup(ann.chat.newCid(), "Hikes", ["bob"]);
    await ann.chat.addMembers(group, ["eve"]);
    await stage.clock.pass(10);
    expect(eve.chat.rows.value.map((row) => row.title)).toContain("Hikes");
    eve.chat.open(group);
    ann.chat.open(group).sendText("welcome");
    await stage.clock.pass(10);
    expect(eve.shown()).toEqual(["welcome"]);
  });

  test("history is loaded in parts, without a hole", async () => {
    const conversation = stage.world.conversations.get(id);
    if (conversation === undefined) throw new Error("no conversation");
    for (let i = 1; i <= 200; i++) {
      stage.world.append(conversation, "bob", create(BodySchema, { kind: 1, text: `${i}` }));
    }
    const eve = await stage.client("ann");
    eve.chat.open(id);
    await stage.clock.pass(10);
    while (eve.chat.opened.value?.hasEarlier.value) {
      await eve.chat.opened.value.loadEarlier();
      await stage.clock.pass(1);
    }
    while (eve.chat.opened.value?.hasLater.value) {
      await eve.chat.opened.value.loadLater();
      await stage.clock.pass(1);
    }
    expect(eve.shown()).toEqual(Array.from({ length: 200 }, (_, i) => `${i + 1}`));
  });
});

describe("trouble", () => {
  test("a lost answer does not store a message twice", async () => {
    let lost = 0;
    stage.faults = { ...NO_FAULTS, losesAnswer: (request) => request.method.case === "send" && lost++ < 2 };
    say(ann, "once");
    say(ann, "and then this");
    await stage.clock.pass(90_000);
    expect(stored()).toEqual(["once", "and then this"]);
    expect(ann.states()).toEqual(["sent", "sent"]);
    expect(bob.shown()).toEqual(["once", "and then this"]);
  });

  test("what was written while the connection was cut goes out in its order", async () => {
    stage.isDown = true;
    stage.world.cut();
    await stage.clock.pass(10);
    for (const text of ["a", "b", "c"]) say(ann, text);
    await stage.clock.pass(3_000);
    expect(ann.states()).toEqual(["queued", "queued", "queued"]);
    stage.isDown = false;
    await stage.clock.pass(60_000);
    expect(stored()).toEqual(["a", "b", "c"]);
    expect(bob.shown()).toEqual(["a", "b", "c"]);
  });

  test("a lost push is noticed by the next one and fetched", async () => {
    let lost = 0;
    stage.faults = { ...NO_FAULTS, losesPush: (frame) => frame?.case === "event" && lost++ === 0 };
    say(ann, "lost");
    await stage.clock.pass(10);
    expect(bob.shown()).toEqual([]);
    say(ann, "seen");
    await stage.clock.pass(10);
    expect(bob.shown()).toEqual(["lost", "seen"]);
  });

  test("a position alone is enough to fetch what was missed", async () => {
    stage.faults = { ...NO_FAULTS, losesPush: (frame) => frame?.case === "event" };
    say(ann, "missed");
    await stage.clock.pass(10);
    stage.faults = NO_FAULTS;
    const changeHead = stage.world.conversations.get(id)?.change ?? 0n;
    for (const each of stage.world.listeners) {
      each.push({ case: "position", value: { conversation: id, changeHead, seqHead: 1n, countedHead: 1n } });
    }
    await stage.clock.pass(10);
    expect(bob.shown()).toEqual(["missed"]);
  });

  test("a page that was away catches up without loading everything", async () => {
    const sockets = [...stage.world.listeners].filter((each) => each.userId === "bob");
    stage.isDown = true;
    for (const each of sockets) each.end(1006, "");
    const conversation = stage.world.conversations.get(id);
    if (conversation === undefined) throw new Error("no conversation");
    for (const text of ["1", "2"]) {
      stage.world.append(conversation, "ann", create(BodySchema, { kind: 1, text }));
    }
    await stage.clock.pass(30_000);
    stage.isDown = false;
    await stage.clock.pass(60_000);
    expect(bob.shown()).toEqual(["1", "2"]);
    expect(bob.chat.phase.value.name).toBe("live");
  });

  test("a server that lost its epoch makes the client start over, and nothing written is lost", async () => {
    say(ann, "before");
    await stage.clock.pass(10);
    stage.isDown = true;
    stage.world.epoch++;
    stage.world.cut();
    say(ann, "meanwhile");
    await stage.clock.pass(5_000);
    stage.isDown = false;
    await stage.clock.pass(60_000);
    expect(ann.shown()).toEqual(["before", "meanwhile"]);
    expect(bob.shown()).toEqual(["before", "meanwhile"]);
  });

  test("a half-open connection is noticed within half a minute", async () => {
    await stage.clock.pass(1_000);
    const before = stage.connections;
    stage.isHalfOpen = true;
    await stage.clock.pass(26_000);
    stage.isHalfOpen = false;
    await stage.clock.pass(60_000);
    expect(stage.connections).toBeGreaterThan(before);
    expect(ann.chat.phase.value.name).toBe("live");
  });

  test("an expired token is renewed by the app session", async () => {
    stage.accounts.expireTokens();
    stage.world.cut();
    await stage.clock.pass(60_000);
    expect(ann.chat.phase.value.name).toBe("live");
  });

  test("a device that was logged out says so and stops", async () => {
    for (const each of [...stage.world.listeners]) if (each.userId === "ann") each.end(4006, "");
    await stage.clock.pass(60_000);
    expect(ann.chat.phase.value).toMatchObject({ name: "stopped", why: "signedOut" });
  });

  test("another connection of the same device stops this one until the person wants it back", async () => {
    for (const each of [...stage.world.listeners]) if (each.userId === "ann") each.end(4007, "");
    await stage.clock.pass(60_000);
    expect(ann.chat.phase.value).toMatchObject({ name: "stopped", why: "replaced" });
    ann.chat.takeOver();
    await stage.clock.pass(1_000);
    expect(ann.chat.phase.value.name).toBe("live");
  });

  test("a refused message stays, says why, and can be tried again", async () => {
    stage.faults = {
      ...NO_FAULTS,
      refuses: (request) => (request.method.case === "send" ? ErrorCode.FORBIDDEN : undefined),
    };
    say(ann, "may I?");
    await stage.clock.pass(10);
    expect(ann.states()).toEqual(["failed"]);
    stage.faults = NO_FAULTS;
    const item = ann.chat.opened.value?.items.value.at(-1);
    ann.chat.pendings.retry(item?.key ?? "");
    await stage.clock.pass(10);
    expect(ann.states()).toEqual(["sent"]);
    expect(stored()).toEqual(["may I?"]);
  });

  test("a busy server is waited for", async () => {
    let busy = 3;
    stage.faults = {
      ...NO_FAULTS,
      refuses: (request) => (request.method.case === "send" && busy-- > 0 ? ErrorCode.OVERLOADED : undefined),
    };
    for (const text of ["a", "b", "c"]) say(ann, text);
    await stage.clock.pass(30_000);
    expect(stored()).toEqual(["a", "b", "c"]);
  });

  test("a removed conversation does not stay", async () => {
    const member = stage.world.conversations.get(id)?.members.get("bob");
    if (member === undefined) throw new Error("no member");
    member.present = false;
    for (const each of stage.world.listeners) {
      each.push({
        case: "position",
        value: { conversation: id, changeHead: 99n, seqHead: 9n, countedHead: 9n },
      });
    }
    await stage.clock.pass(10);
    expect(bob.chat.rows.value).toEqual([]);
    expect(bob.chat.opened.value?.state.value).toBe("missing");
  });
});

describe("any history, any cut", () => {
  test.each([1, 2, 3, 4, 5, 6])("clients converge on what is stored (seed %i)", async (seed) => {
    let state = seed * 2654435761;
    const roll = (sides: number) => {
      state = (state * 1664525 + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * sides);
    };
    stage.clock.chance = 0.3;
    stage.faults = {
      losesPush: (frame) => frame?.case === "event" && roll(4) === 0,
      losesAnswer: (request) => request.method.case === "send" && roll(6) === 0,
      refuses: (request) =>
        request.method.case === "send" && roll(9) === 0 ? ErrorCode.UNAVAILABLE : undefined,
    };
    const written: string[] = [];
    for (let step = 0; step < 60; step++) {
      const text = `${seed}-${step}`;
      const client = roll(2) === 0 ? ann : bob;
      const action = roll(8);
      if (action === 0) stage.world.cut();
      else if (action === 1) await stage.clock.pass(roll(2_000));
      else {
        written.push(text);
        say(client, text);
      }
      if (roll(3) === 0) await stage.clock.pass(5);
    }
    stage.faults = NO_FAULTS;
    await stage.clock.pass(120_000);
    say(ann, "end");
    await stage.clock.pass(120_000);
    const truth = stored();
    expect([...truth].sort()).toEqual([...written, "end"].sort());
    expect(ann.shown()).toEqual(truth);
    expect(bob.shown()).toEqual(truth);
    expect(bob.chat.rows.value[0]?.unread).toBe(
      Number(stage.world.conversations.get(id)?.counted ?? 0n) -
        Number(stage.world.conversations.get(id)?.members.get("bob")?.readCounted ?? 0n),
    );
  });
});
