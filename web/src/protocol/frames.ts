/** Reading and writing the frames of sub-protocol `hearth.v1.proto`: one binary message is one frame. */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  toChange,
  toConversation,
  toDevice,
  toDiff,
  toHistory,
  toMember,
  toReaders,
  toSent,
  toUser,
  toWelcome,
} from "./convert";
import { ErrorCode } from "./gen/hearth/v1/catalogue_pb";
import {
  type Reply,
  RequestSchema,
  type ServerFrame as ServerFramePb,
  ServerFrameSchema,
} from "./gen/hearth/v1/frame_pb";
import type { Signal } from "./gen/hearth/v1/signal_pb";
import type {
  Body,
  Conversation,
  ConversationChange,
  Device,
  Diff,
  History,
  Member,
  Readers,
  ReadState,
  Sent,
  User,
  Welcome,
} from "./words";

export const SUBPROTOCOL = "hearth.v1.proto";

/** What a request asks, by the schema's own name. */
export type Method = NonNullable<MessageInitShape<typeof RequestSchema>["method"]>;

/** Every answer to a request, by the schema's own name. */
export type Answer =
  | { readonly kind: "error"; readonly error: Refusal }
  | { readonly kind: "welcome"; readonly welcome: Welcome }
  | { readonly kind: "pong"; readonly serverTimeMs: number }
  | { readonly kind: "tokenRenewed"; readonly token: string; readonly expiresAtMs: number }
  | { readonly kind: "deviceList"; readonly devices: readonly Device[] }
  | { readonly kind: "loggedOut"; readonly deviceIds: readonly string[] }
  | { readonly kind: "sent"; readonly sent: Sent }
  | { readonly kind: "history"; readonly history: History }
  | { readonly kind: "diff"; readonly diff: Diff }
  | {
      readonly kind: "conversationPage";
      readonly conversations: readonly Conversation[];
      readonly next: string;
    }
  | { readonly kind: "conversation"; readonly conversation: Conversation }
  | { readonly kind: "memberPage"; readonly members: readonly Member[]; readonly next: string }
  | { readonly kind: "readMarked"; readonly readSeq: number; readonly readCounted: number }
  | { readonly kind: "deliveredMarked"; readonly deliveredSeq: number }
  | { readonly kind: "readers"; readonly readers: Readers }
  | { readonly kind: "typingShown" }
  | { readonly kind: "users"; readonly users: readonly User[] }
  | { readonly kind: "uploadGranted"; readonly file: string; readonly grant: string; readonly url: string }
  | { readonly kind: "downloadGranted"; readonly url: string; readonly expiresAtMs: number };

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs: number;
  readonly serverTimeMs: number;
}

/** Frames that are no answer: the logs, the signals, and what steers the connection. */
export type Push =
  | { readonly kind: "change"; readonly change: ConversationChange }
  | { readonly kind: "listed"; readonly conversation: Conversation }
  | { readonly kind: "read"; readonly read: ReadState }
  | { readonly kind: "missed"; readonly diff: Diff }
  | { readonly kind: "position"; readonly conversation: string; readonly changeHead: number }
  | {
      readonly kind: "typing";
      readonly conversation: string;
      readonly user: string;
      readonly active: boolean;
      readonly expiresInMs: number;
    }
  | {
      readonly kind: "receipt";
      readonly conversation: string;
      readonly user: string;
      readonly seq: number;
      readonly deliveredSeq: number;
    }
  | { readonly kind: "resumed"; readonly recovered: boolean }
  | { readonly kind: "caughtUp" }
  | { readonly kind: "checkpoint"; readonly cursor: string; readonly ticket: string }
  | { readonly kind: "goAway"; readonly minMs: number; readonly maxMs: number }
  /** Something that a newer server says; ignored. */
  | { readonly kind: "unknown" };

export type ServerFrame = { readonly kind: "answer"; readonly id: number; readonly answer: Answer } | Push;

export function writeRequest(id: number, method: Method): Uint8Array<ArrayBuffer> {
  return toBinary(RequestSchema, create(RequestSchema, { id, method }));
}

/** @throws Error if the bytes are no frame */
export function readFrame(bytes: Uint8Array): ServerFrame {
  const { frame } = fromBinary(ServerFrameSchema, bytes);
  return frame.case === "reply"
    ? { kind: "answer", id: frame.value.id, answer: answerOf(frame.value) }
    : pushOf(frame);
}

function answerOf(reply: Reply): Answer {
  const { result } = reply;
  switch (result.case) {
    case "welcome":
      return { kind: "welcome", welcome: toWelcome(result.value) };
    case "pong":
      return { kind: "pong", serverTimeMs: Number(result.value.serverTimeMs) };
    case "tokenRenewed": {
      const { token, expiresAtMs } = result.value;
      return { kind: "tokenRenewed", token, expiresAtMs: Number(expiresAtMs) };
    }
    case "deviceList":
      return { kind: "deviceList", devices: result.value.devices.map(toDevice) };
    case "loggedOut":
      return { kind: "loggedOut", deviceIds: result.value.deviceIds };
    case "sent":
      return { kind: "sent", sent: toSent(result.value) };
    case "history":
      return { kind: "history", history: toHistory(result.value) };
    case "diff":
      return { kind: "diff", diff: toDiff(result.value) };
    case "conversationPage":
      return {
        kind: "conversationPage",
        conversations: result.value.conversations.map(toConversation),
        next: result.value.next,
      };
    case "conversation":
      return { kind: "conversation", conversation: toConversation(result.value) };
    case "memberPage":
      return { kind: "memberPage", members: result.value.members.map(toMember), next: result.value.next };
    case "readMarked":
      return {
        kind: "readMarked",
        readSeq: Number(result.value.readSeq),
        readCounted: Number(result.value.readCounted),
      };
    case "deliveredMarked":
      return { kind: "deliveredMarked", deliveredSeq: Number(result.value.deliveredSeq) };
    case "readers":
      return { kind: "readers", readers: toReaders(result.value) };
    case "typingShown":
      return { kind: "typingShown" };
    case "users":
      return { kind: "users", users: result.value.users.map(toUser) };
    case "uploadGranted": {
      const { file, grant, url } = result.value;
      return { kind: "uploadGranted", file, grant, url };
    }
    case "downloadGranted": {
      const { url, expiresAtMs } = result.value;
      return { kind: "downloadGranted", url, expiresAtMs: Number(expiresAtMs) };
    }
    case "error":
      return {
        kind: "error",
        error: {
          code: result.value.code,
          message: result.value.message,
          retryAfterMs: result.value.retryAfterMs,
          serverTimeMs: Number(result.value.serverTimeMs),
        },
      };
    case undefined:
      return {
        kind: "error",
        error: { code: ErrorCode.UNIMPLEMENTED, message: "unknown answer", retryAfterMs: 0, serverTimeMs: 0 },
      };
  }
}

function pushOf(frame: Exclude<ServerFramePb["frame"], { case: "reply" }>): Push {
  switch (frame.case) {
    case "event": {
      const { log } = frame.value;
      if (log.case === "conversation") return { kind: "change", change: toChange(log.value) };
      const entry = log.case === "personal" ? log.value.entry : undefined;
      if (entry?.case === "conversation")
        return { kind: "listed", conversation: toConversation(entry.value) };
      if (entry?.case !== "read") return { kind: "unknown" };
      const { conversation, readSeq, readCounted } = entry.value;
      return {
        kind: "read",
        read: { conversation, readSeq: Number(readSeq), readCounted: Number(readCounted) },
      };
    }
    case "signal":
      return signalOf(frame.value);
    case "resumed":
      return { kind: "resumed", recovered: frame.value.recovered };
    case "caughtUp":
      return { kind: "caughtUp" };
    case "checkpoint":
      return { kind: "checkpoint", cursor: frame.value.cursor, ticket: frame.value.reconnectTicket };
    case "position":
      return {
        kind: "position",
        conversation: frame.value.conversation,
        changeHead: Number(frame.value.changeHead),
      };
    case "goAway":
      return { kind: "goAway", minMs: frame.value.minMs, maxMs: frame.value.maxMs };
    case "missed":
      return { kind: "missed", diff: toDiff(frame.value) };
    case undefined:
      return { kind: "unknown" };
  }
}

function signalOf({ signal, expiresInMs }: Signal): Push {
  switch (signal.case) {
    case "typing": {
      const { conversation, userId, active } = signal.value;
      return { kind: "typing", conversation, user: userId, active, expiresInMs };
    }
    case "receipt": {
      const { conversation, userId, readUpToSeq, deliveredUpToSeq } = signal.value;
      return {
        kind: "receipt",
        conversation,
        user: userId,
        seq: Number(readUpToSeq),
        deliveredSeq: Number(deliveredUpToSeq),
      };
    }
    case undefined:
      return { kind: "unknown" };
  }
}

/** A body as the schema's init shape. */
export function bodyInit(body: Body) {
  return { ...body, mentioned: [...body.mentioned], replySeq: BigInt(body.replySeq) };
}
