/** From the generated messages to this layer's words. */
import type * as conversationPb from "./gen/hearth/v1/conversation_pb";
import type * as devicePb from "./gen/hearth/v1/device_pb";
import type * as historyPb from "./gen/hearth/v1/history_pb";
import type * as logPb from "./gen/hearth/v1/log_pb";
import type * as messagePb from "./gen/hearth/v1/message_pb";
import type * as sessionPb from "./gen/hearth/v1/session_pb";
import type * as userPb from "./gen/hearth/v1/user_pb";
import type {
  Body,
  Conversation,
  ConversationChange,
  ConversationKind,
  Device,
  Diff,
  History,
  Member,
  Message,
  Readers,
  Role,
  Sent,
  User,
  Welcome,
} from "./words";

const KINDS: readonly ConversationKind[] = ["group", "direct", "group", "channel", "room"];
const ROLES: readonly Role[] = ["member", "manager", "owner"];

export function toBody(from: messagePb.Body | undefined): Body {
  return {
    kind: from?.kind ?? 0,
    text: from?.text ?? "",
    content: from?.content ?? "",
    data: from?.data ?? new Uint8Array(),
    mediaType: from?.mediaType ?? 0,
    mediaUrl: from?.mediaUrl ?? "",
    replySeq: Number(from?.replySeq ?? 0n),
    mentioned: from?.mentioned ?? [],
  };
}

export function toMessage(from: messagePb.Message): Message {
  return {
    messageId: from.messageId.toString(),
    seq: Number(from.seq),
    change: Number(from.change),
    counted: Number(from.counted),
    sender: from.sender,
    sentAtMs: Number(from.sentAtMs),
    body: toBody(from.body),
    editNo: from.editNo,
  };
}

export function toConversation(from: conversationPb.Conversation): Conversation {
  return {
    id: from.conversation,
    kind: KINDS[from.kind] ?? "group",
    name: from.name,
    portrait: from.portrait,
    counterpart: from.counterpart,
    seqHead: Number(from.seqHead),
    changeHead: Number(from.changeHead),
    countedHead: Number(from.countedHead),
    memberCount: from.memberCount,
    role: ROLES[from.role] ?? "member",
    present: from.present,
    visibleFromSeq: Number(from.visibleFromSeq),
    readSeq: Number(from.readSeq),
    readCounted: Number(from.readCounted),
    lastMessage: from.lastMessage === undefined ? undefined : toMessage(from.lastMessage),
    counterpartReadSeq: Number(from.counterpartReadSeq),
    counterpartDeliveredSeq: Number(from.counterpartDeliveredSeq),
  };
}

export function toMember(from: conversationPb.Member): Member {
  return {
    userId: from.userId,
    role: ROLES[from.role] ?? "member",
    present: from.present,
    change: Number(from.change),
    alias: from.alias,
    readSeq: Number(from.readSeq),
  };
}

export function toReaders({ told }: conversationPb.Readers): Readers {
  switch (told.case) {
    case "list":
      return { kind: "list", read: told.value.userIds, delivered: told.value.deliveredUserIds };
    case "count":
      return { kind: "count", count: told.value };
    case undefined:
      return { kind: "untold" };
  }
}

export function toSent(from: messagePb.Sent): Sent {
  return {
    cid: from.cid,
    messageId: from.messageId.toString(),
    seq: Number(from.seq),
    change: Number(from.change),
    counted: Number(from.counted),
    sentAtMs: Number(from.sentAtMs),
    duplicate: from.duplicate,
  };
}

export function toHistory(from: historyPb.History): History {
  return {
    messages: from.messages.map(toMessage),
    more: from.more,
    changeHead: Number(from.changeHead),
    seqHead: Number(from.seqHead),
  };
}

export function toDiff(from: historyPb.Diff): Diff {
  return {
    conversation: from.conversation,
    toChange: Number(from.toChange),
    messages: from.messages.map(toMessage),
    members: from.members.map(toMember),
    state: from.state === undefined ? undefined : toConversation(from.state),
    startOver: from.startOver,
  };
}

export function toChange(from: logPb.ConversationChange): ConversationChange {
  return { conversation: from.conversation, change: Number(from.change), entry: toEntry(from.entry) };
}

function toEntry(from: logPb.ConversationChange["entry"]): ConversationChange["entry"] {
  switch (from.case) {
    case "message":
      return { kind: "message", message: toMessage(from.value) };
    case "members":
      return {
        kind: "members",
        members: from.value.members.map(toMember),
        memberCount: from.value.memberCount,
      };
    case "settings":
      return { kind: "settings", name: from.value.name, portrait: from.value.portrait };
    case undefined:
      return { kind: "other" };
  }
}

export function toDevice(from: devicePb.Device): Device {
  const { deviceId, platform, online, current } = from;
  return { deviceId, platform, lastSeenMs: Number(from.lastSeenMs), online, current };
}

export function toUser(from: userPb.User): User {
  const { userId, name, displayName, portrait } = from;
  return { userId, name, displayName, portrait, version: Number(from.version) };
}

export function toWelcome(from: sessionPb.Welcome): Welcome {
  return {
    userId: from.userId,
    deviceId: from.deviceId,
    node: from.node,
    limits: {
      frameBytes: from.limits?.frameBytes || 65_536,
      textCharacters: from.limits?.textCharacters || 4_000,
      bodyBytes: from.limits?.bodyBytes || 32_768,
      inFlight: from.limits?.inFlight || 16,
      groupMembers: from.limits?.groupMembers || 2_000,
      fileBytes: from.limits?.fileBytes || 10 * 1024 * 1024,
    },
    serverTimeMs: Number(from.serverTimeMs),
    ticket: from.reconnect?.ticket ?? "",
    endpoints: from.reconnect?.endpoints.map((each) => each.url) ?? [],
    spreadMs: from.reconnect?.spreadMs ?? 0,
  };
}
