/**
 * A whole server in memory that behaves as the protocol says: for tests, and for working on the page without
 * the Java program. Not a reference: the Java program is.
 */
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import {
  ConversationKind,
  ConversationSchema,
  MemberSchema,
  Role,
} from "../src/protocol/gen/hearth/v1/conversation_pb.ts";
import type { ServerFrameSchema } from "../src/protocol/gen/hearth/v1/frame_pb.ts";
import { type Message, MessageSchema, type Send } from "../src/protocol/gen/hearth/v1/message_pb.ts";

export interface FakeUser {
  readonly userId: string;
  readonly name: string;
  displayName: string;
  password: string;
}

export interface FakeMember {
  role: Role;
  present: boolean;
  change: bigint;
  readSeq: bigint;
  readCounted: bigint;
}

export interface FakeConversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly name: string;
  readonly members: Map<string, FakeMember>;
  readonly messages: Message[];
  change: bigint;
  counted: bigint;
  mark: number;
}

export type FrameInit = MessageInitShape<typeof ServerFrameSchema>["frame"];

/** A connection as the world sees it. */
export interface Listener {
  readonly userId: string;
  readonly deviceId: string;
  push(frame: FrameInit): void;
  end(code: number, reason: string): void;
}

export class World {
  readonly users = new Map<string, FakeUser>();
  readonly conversations = new Map<string, FakeConversation>();
  readonly listeners = new Set<Listener>();
  /** By (user, cid): what was stored, so that a repetition stores nothing. */
  readonly stored = new Map<string, { readonly message: Message; readonly conversation: string }>();
  mark = 1;
  epoch = 1;
  nowMs: () => number = Date.now;
  /** Called after a message was stored, by whoever plays the other people. */
  appended: (conversation: FakeConversation, message: Message) => void = () => {};
  private nextUser = 1;
  private nextMessage = 2n ** 60n;
  private nextPts = 1n;

  addUser(name: string, password: string, displayName: string, userId = `u${this.nextUser++}`): FakeUser {
    const user = { userId, name, password, displayName };
    this.users.set(userId, user);
    return user;
  }

  byName(name: string): FakeUser | undefined {
    return [...this.users.values()].find((user) => user.name.toLowerCase() === name.toLowerCase());
  }

  direct(one: string, other: string): FakeConversation {
    const id = `d:${[one, other].sort().join(":")}`;
    return this.conversations.get(id) ?? this.make(id, ConversationKind.DIRECT, "", [one, other]);
  }

  group(id: string, name: string, owner: string, others: readonly string[]): FakeConversation {
    const key = `g:${id}`;
    return this.conversations.get(key) ?? this.make(key, ConversationKind.GROUP, name, [owner, ...others]);
  }

  addMembers(conversation: FakeConversation, by: string, userIds: readonly string[]): void {
    const fresh = userIds.filter((id) => !conversation.members.get(id)?.present);
    if (fresh.length === 0) return;
    this.move(conversation);
    const { change, counted } = conversation;
    const readSeq = this.seqHead(conversation);
    for (const id of fresh) {
      conversation.members.set(id, {
        role: Role.MEMBER,
        present: true,
        change,
        readSeq,
        readCounted: counted,
      });
    }
    const members = fresh.map((id) => this.memberOf(conversation, id));
    this.release(
      conversation,
      {
        case: "members",
        value: { members, memberCount: this.present(conversation).length, by },
      },
      fresh,
    );
    for (const id of fresh) this.list(conversation, id);
  }

  append(conversation: FakeConversation, sender: string, body: Send["body"], atMs = this.nowMs()): Message {
    this.move(conversation);
    conversation.counted++;
    const message = create(MessageSchema, {
      messageId: this.nextMessage++,
      seq: this.seqHead(conversation) + 1n,
      change: conversation.change,
      counted: conversation.counted,
      sender,
      sentAtMs: BigInt(atMs),
      ...(body === undefined ? {} : { body }),
    });
    conversation.messages.push(message);
    const mine = conversation.members.get(sender);
    if (mine !== undefined) Object.assign(mine, { readSeq: message.seq, readCounted: message.counted });
    return message;
  }

  /** Tells everyone online, except the session it came from. */
  tell(conversation: FakeConversation, message: Message, except?: Listener): void {
    this.release(conversation, { case: "message", value: message }, [], except);
    this.appended(conversation, message);
  }

  read(conversation: FakeConversation, userId: string, seq: bigint): FakeMember | undefined {
    const member = conversation.members.get(userId);
    if (member === undefined || seq <= member.readSeq) return member;
    const upTo = conversation.messages.findLast((each) => each.seq <= seq);
    member.readSeq = seq;
    member.readCounted = upTo?.counted ?? 0n;
    const { readSeq, readCounted } = member;
    for (const each of this.listeners) {
      if (each.userId === userId) {
        const entry = {
          case: "read",
          value: { conversation: conversation.id, readSeq, readCounted },
        } as const;
        each.push({
          case: "event",
          value: { log: { case: "personal", value: { pts: this.nextPts++, entry } } },
        });
      } else if (conversation.members.get(each.userId)?.present) {
        const value = { conversation: conversation.id, userId, readUpToSeq: seq };
        each.push({ case: "signal", value: { expiresInMs: 0, signal: { case: "receipt", value } } });
      }
    }
    return member;
  }

  type(conversation: FakeConversation, userId: string, active: boolean, except?: Listener): void {
    for (const each of this.online(conversation)) {
      if (each === except || each.userId === userId) continue;
      const value = { conversation: conversation.id, userId, active };
      each.push({ case: "signal", value: { expiresInMs: 10_000, signal: { case: "typing", value } } });
    }
  }

  stateFor(conversation: FakeConversation, userId: string) {
    const mine = conversation.members.get(userId);
    const other = [...conversation.members].find(([id]) => id !== userId);
    const isDirect = conversation.kind === ConversationKind.DIRECT;
    const last = conversation.messages.at(-1);
    return create(ConversationSchema, {
      conversation: conversation.id,
      kind: conversation.kind,
      name: conversation.name,
      counterpart: isDirect ? (other?.[0] ?? "") : "",
      seqHead: this.seqHead(conversation),
      changeHead: conversation.change,
      countedHead: conversation.counted,
      memberCount: this.present(conversation).length,
      role: mine?.role ?? Role.MEMBER,
      present: mine?.present ?? false,
      visibleFromSeq: 1n,
      readSeq: mine?.readSeq ?? 0n,
      readCounted: mine?.readCounted ?? 0n,
      counterpartReadSeq: isDirect ? (other?.[1].readSeq ?? 0n) : 0n,
      ...(last === undefined ? {} : { lastMessage: last }),
    });
  }

  memberOf(conversation: FakeConversation, userId: string) {
    const member = conversation.members.get(userId);
    return create(MemberSchema, { userId, ...member });
  }

  mineOf(userId: string): FakeConversation[] {
    return [...this.conversations.values()].filter((each) => each.members.get(userId)?.present);
  }

  present(conversation: FakeConversation): string[] {
    return [...conversation.members].filter(([, member]) => member.present).map(([id]) => id);
  }

  seqHead(conversation: FakeConversation): bigint {
    return conversation.messages.at(-1)?.seq ?? 0n;
  }

  /** Every connection is lost, without a close frame of ours. */
  cut(code = 1006): void {
    for (const each of [...this.listeners]) each.end(code, "");
    this.listeners.clear();
  }

  private make(
    id: string,
    kind: ConversationKind,
    name: string,
    members: readonly string[],
  ): FakeConversation {
    const entries = members.map((member, i): [string, FakeMember] => [
      member,
      {
        role: i === 0 && kind === ConversationKind.GROUP ? Role.OWNER : Role.MEMBER,
        present: true,
        change: 1n,
        readSeq: 0n,
        readCounted: 0n,
      },
    ]);
    const made = {
      id,
      kind,
      name,
      members: new Map(entries),
      messages: [],
      change: 1n,
      counted: 0n,
      mark: ++this.mark,
    };
    this.conversations.set(id, made);
    for (const member of members) this.list(made, member);
    return made;
  }

  private move(conversation: FakeConversation): void {
    conversation.change++;
    conversation.mark = ++this.mark;
  }

  private list(conversation: FakeConversation, userId: string): void {
    const value = this.stateFor(conversation, userId);
    for (const each of this.listeners) {
      if (each.userId !== userId) continue;
      const entry = { case: "conversation", value } as const;
      each.push({
        case: "event",
        value: { log: { case: "personal", value: { pts: this.nextPts++, entry } } },
      });
    }
  }

  private release(
    conversation: FakeConversation,
    entry: NonNullable<
      MessageInitShape<
        typeof import("../src/protocol/gen/hearth/v1/log_pb.ts").ConversationChangeSchema
      >["entry"]
    >,
    unlisted: readonly string[],
    except?: Listener,
  ): void {
    const value = { conversation: conversation.id, change: conversation.change, entry };
    for (const each of this.online(conversation)) {
      if (each === except || unlisted.includes(each.userId)) continue;
      each.push({ case: "event", value: { log: { case: "conversation", value } } });
    }
  }

  private online(conversation: FakeConversation): Listener[] {
    return [...this.listeners].filter((each) => conversation.members.get(each.userId)?.present);
  }
}
