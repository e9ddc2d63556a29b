import { create, toBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { readFrame, writeRequest } from "../src/protocol/frames";
import { ServerFrameSchema } from "../src/protocol/gen/hearth/v1/frame_pb";
import { isUserId, timeOf, uuidV7 } from "../src/protocol/ids";

const bytes = (frame: Parameters<typeof create<typeof ServerFrameSchema>>[1]) =>
  toBinary(ServerFrameSchema, create(ServerFrameSchema, frame));

test("a frame of a newer server is unknown, not an error", () => {
  expect(readFrame(new Uint8Array([0xfa, 0x06, 0x00]))).toEqual({ kind: "unknown" });
  expect(readFrame(bytes({ frame: { case: "event", value: {} } }))).toEqual({ kind: "unknown" });
  expect(readFrame(bytes({ frame: { case: "signal", value: {} } }))).toEqual({ kind: "unknown" });
});

test("bytes that are no frame are an error", () => {
  expect(() => readFrame(new Uint8Array([0x0a, 0xff, 0xff]))).toThrow();
});

test("message ids keep all their digits", () => {
  const messageId = 9_007_199_254_740_993n;
  const frame = readFrame(
    bytes({
      frame: { case: "reply", value: { id: 7, result: { case: "sent", value: { messageId, seq: 4n } } } },
    }),
  );
  expect(frame).toMatchObject({
    kind: "answer",
    id: 7,
    answer: { kind: "sent", sent: { messageId: "9007199254740993", seq: 4 } },
  });
});

test("readers come by name, by number or not at all", () => {
  const told = (value: object) =>
    readFrame(
      bytes({ frame: { case: "reply", value: { id: 7, result: { case: "readers", value } } } } as never),
    );
  const list = { case: "list", value: { userIds: ["bob"], deliveredUserIds: ["bob", "carol"] } };
  expect(told({ told: list })).toMatchObject({
    answer: { kind: "readers", readers: { kind: "list", read: ["bob"], delivered: ["bob", "carol"] } },
  });
  expect(told({ told: { case: "count", value: 0 } })).toMatchObject({
    answer: { readers: { kind: "count", count: 0 } },
  });
  expect(told({})).toMatchObject({ answer: { readers: { kind: "untold" } } });
});

test("a receipt says how far was read and how far received", () => {
  const value = { conversation: "d:ann:bob", userId: "bob", readUpToSeq: 3n, deliveredUpToSeq: 5n };
  const frame = readFrame(
    bytes({ frame: { case: "signal", value: { signal: { case: "receipt", value } } } }),
  );
  expect(frame).toEqual({ kind: "receipt", conversation: "d:ann:bob", user: "bob", seq: 3, deliveredSeq: 5 });
});

test("a request is one binary message", () => {
  expect(writeRequest(1, { case: "ping", value: {} })).toEqual(Uint8Array.of(8, 1, 90, 0));
});

test("a cid is a UUIDv7 that carries its time", () => {
  const cid = uuidV7(1_795_424_400_123);
  expect(cid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOf(cid)).toBe(1_795_424_400_123);
});

test("user ids are what the server takes", () => {
  expect(isUserId("ann.b_c@x+y=~-9")).toBe(true);
  for (const bad of ["", "a:b", "阿澈", "a b", "x".repeat(65)]) expect(isUserId(bad)).toBe(false);
});
