import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ErrorCode } from "../src/protocol/gen/hearth/v1/catalogue_pb.ts";
import {
  type Reply,
  type Request,
  RequestSchema,
  ServerFrameSchema,
} from "../src/protocol/gen/hearth/v1/frame_pb.ts";
import type { Hello } from "../src/protocol/gen/hearth/v1/session_pb.ts";
import type { FakeAccounts } from "./accounts.ts";
import { FILE_BYTES } from "./files.ts";
import type { FakeConversation, FrameInit, Listener, World } from "./world.ts";

type Result = Exclude<Reply["result"], { case: undefined }>;
type ResultInit = {
  [C in Result["case"]]: { case: C; value: Partial<Extract<Result, { case: C }>["value"]> };
}[Result["case"]];

class Refused extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message = "") {
    super(message);
    this.code = code;
  }
}

/** What a test may break. */
export interface Faults {
  /** Pushes that the session loses. */
  losesPush(frame: FrameInit): boolean;
  /** Answers that the session loses, after the request took effect. */
  losesAnswer(request: Request): boolean;
  /** A refusal instead of an effect. */
  refuses(request: Request): ErrorCode | undefined;
}

export const NO_FAULTS: Faults = {
  losesPush: () => false,
  losesAnswer: () => false,
  refuses: () => undefined,
};

/** One WebSocket on the server's side. */
export class FakeSession implements Listener {
  userId = "";
  deviceId = "";
  private readonly world: World;
  private readonly accounts: FakeAccounts;
  private readonly write: (bytes: Uint8Array<ArrayBuffer>) => void;
  private readonly close: (code: number, reason: string) => void;
  private readonly faults: Faults;

  constructor(
    world: World,
    accounts: FakeAccounts,
    write: (bytes: Uint8Array<ArrayBuffer>) => void,
    close: (code: number, reason: string) => void,
    faults: Faults = NO_FAULTS,
  ) {
    this.world = world;
    this.accounts = accounts;
    this.write = write;
    this.close = close;
    this.faults = faults;
  }

  push(frame: FrameInit): void {
    if (!this.faults.losesPush(frame)) this.writeFrame(frame);
  }

  end(code: number, reason: string): void {
    this.world.listeners.delete(this);
    this.close(code, reason);
  }

  gone(): void {
    this.world.listeners.delete(this);
  }

  received(bytes: Uint8Array): void {
    const request = fromBinary(RequestSchema, bytes);
    let result: ResultInit;
    try {
      const code = this.faults.refuses(request);
      if (code !== undefined) throw new Refused(code);
      result = this.answer(request.method);
    } catch (refusal) {
      if (!(refusal instanceof Refused)) console.error(refusal);
      const code = refusal instanceof Refused ? refusal.code : ErrorCode.INTERNAL;
      result = { case: "error", value: { code, message: String(refusal) } };
    }
    if (!this.faults.losesAnswer(request)) {
      this.writeFrame({ case: "reply", value: { id: request.id, result } as never });
    }
    if (request.method.case === "hello" && result.case === "welcome") this.resume(request.method.value);
  }

  private writeFrame(frame: FrameInit): void {
    this.write(toBinary(ServerFrameSchema, create(ServerFrameSchema, { frame } as never)));
  }

  private answer(method: Request["method"]): ResultInit {
    switch (method.case) {
      case "hello":
        return this.hello(method.value);
      case "ping":
        return { case: "pong", value: { serverTimeMs: BigInt(Math.floor(this.world.nowMs())) } };
      case "renewToken":
        return {
          case: "tokenRenewed",
          value: { token: this.accounts.renew(this), expiresAtMs: this.inMinutes(24 * 60) },
        };
      case "send":
        return this.send(method.value);
      case "fetchHistory": {
        const { conversation, fromSeq, toSeq, limit, oldestFirst } = method.value;
        const held = this.visible(conversation);
        const range = held.messages.filter(
          (each) => each.seq >= fromSeq && (toSeq === 0n || each.seq <= toSeq),
        );
        const size = limit || 50;
        const messages = oldestFirst ? range.slice(0, size) : range.slice(-size);
        const heads = { changeHead: held.change, seqHead: this.world.seqHead(held) };
        return { case: "history", value: { conversation, messages, more: range.length > size, ...heads } };
      }
      case "fetchDiff":
        return {
          case: "diff",
          value: this.diff(this.visible(method.value.conversation), method.value.fromChange),
        };
      case "listConversations":
        return this.list(method.value.limit || 50, method.value.after);
      case "fetchConversation":
        return this.state(this.visible(method.value.conversation));
      case "openDirect":
        if (!this.world.users.has(method.value.userId)) throw new Refused(ErrorCode.USER_NOT_FOUND);
        return this.state(this.world.direct(this.userId, method.value.userId));
      case "createGroup": {
        const { cid, name, members } = method.value;
        this.mustExist(members);
        return this.state(this.world.group(cid.slice(-12), name, this.userId, members));
      }
      case "addMembers": {
        const conversation = this.visible(method.value.conversation);
        this.mustExist(method.value.userIds);
        this.world.addMembers(conversation, this.userId, method.value.userIds);
        return this.state(conversation);
      }
      case "listMembers": {
        const conversation = this.visible(method.value.conversation);
        const members = this.world.present(conversation).map((id) => this.world.memberOf(conversation, id));
        return { case: "memberPage", value: { members, next: "" } };
      }
      case "markRead": {
        const member = this.world.read(
          this.visible(method.value.conversation),
          this.userId,
          method.value.seq,
        );
        return {
          case: "readMarked",
          value: { readSeq: member?.readSeq ?? 0n, readCounted: member?.readCounted ?? 0n },
        };
      }
      case "showTyping":
        this.world.type(this.visible(method.value.conversation), this.userId, method.value.active, this);
        return { case: "typingShown", value: {} };
      case "fetchUsers": {
        const found = method.value.userIds
          .map((id) => this.world.users.get(id))
          .filter((user) => user !== undefined);
        const users = found.map(({ userId, name, displayName }) => ({
          userId,
          name,
          displayName,
          portrait: "",
          version: 1n,
        }));
        return { case: "users", value: { users: users as never } };
      }
      case "grantUpload": {
        const { conversation, size, type } = method.value;
        if (size > FILE_BYTES) throw new Refused(ErrorCode.FILE_TOO_LARGE);
        const granted = this.accounts.files.grantUpload(this.visible(conversation).id, size, type);
        return { case: "uploadGranted", value: { ...granted, expiresAtMs: this.inMinutes(10) } };
      }
      case "grantDownload": {
        const { conversation, file } = method.value;
        const url = this.accounts.files.grantDownload(this.visible(conversation).id, file);
        if (url === undefined) throw new Refused(ErrorCode.FILE_NOT_FOUND);
        return { case: "downloadGranted", value: { url, expiresAtMs: this.inMinutes(5) } };
      }
      default:
        throw new Refused(ErrorCode.UNIMPLEMENTED);
    }
  }

  private inMinutes(minutes: number): bigint {
    return BigInt(Math.floor(this.world.nowMs()) + minutes * 60_000);
  }

  private hello({ ticket }: Hello): ResultInit {
    const device = this.accounts.redeem(ticket);
    if (device === undefined) throw new Refused(ErrorCode.TICKET_INVALID);
    for (const other of [...this.world.listeners]) {
      if (other.deviceId === device.deviceId) other.end(4007, "replaced");
    }
    this.userId = device.userId;
    this.deviceId = device.deviceId;
    this.world.listeners.add(this);
    const reconnect = {
      ticket: this.accounts.ticketFor(device),
      endpoints: [{ url: this.accounts.socketUrl }],
      spreadMs: 400,
    };
    const limits = {
      frameBytes: 65_536,
      serverFrameBytes: 262_144,
      textCharacters: 4_000,
      bodyBytes: 32_768,
      inFlight: 16,
      sendsPer5s: 0,
      groupMembers: 2_000,
      fileBytes: FILE_BYTES,
    };
    return {
      case: "welcome",
      value: {
        session: "s1",
        node: "fake-1",
        environment: "fake",
        userId: this.userId,
        deviceId: this.deviceId,
        limits: limits as never,
        heartbeatMs: 30_000,
        serverTimeMs: BigInt(Math.floor(this.world.nowMs())),
        reconnect: reconnect as never,
      },
    };
  }

  /** Everything that moved since the cursor, then caught up. */
  private resume({ cursor, have }: Hello): void {
    const [epoch, mark] = cursor.split(":").map(Number);
    const recovered = cursor !== "" && epoch === this.world.epoch;
    this.writeFrame({ case: "resumed", value: { recovered, reason: "" } });
    if (recovered) {
      const held = new Map(have.map((each) => [each.conversation, each.change]));
      for (const conversation of this.world.mineOf(this.userId)) {
        if (conversation.mark <= (mark ?? 0)) continue;
        const from = held.get(conversation.id);
        if (from === undefined) this.list1(conversation);
        else if (from < conversation.change) {
          this.writeFrame({ case: "missed", value: this.diff(conversation, from) as never });
        }
      }
    }
    this.writeFrame({ case: "caughtUp", value: {} });
    this.writeFrame({
      case: "checkpoint",
      value: { cursor: `${this.world.epoch}:${this.world.mark}`, reconnectTicket: "" },
    });
  }

  private list1(conversation: FakeConversation): void {
    const entry = { case: "conversation", value: this.world.stateFor(conversation, this.userId) } as const;
    this.writeFrame({ case: "event", value: { log: { case: "personal", value: { pts: 1n, entry } } } });
  }

  private send(request: Extract<Request["method"], { case: "send" }>["value"]): ResultInit {
    const key = `${this.userId} ${request.cid}`;
    const known = this.world.stored.get(key);
    const isSame =
      known?.conversation === request.conversation && known.message.body?.text === request.body?.text;
    if (known !== undefined && !isSame) throw new Refused(ErrorCode.CONFLICT);
    if (known === undefined) {
      const conversation = this.visible(request.conversation);
      if (request.afterCid !== "" && !this.world.stored.has(`${this.userId} ${request.afterCid}`)) {
        throw new Refused(ErrorCode.PREDECESSOR_MISSING);
      }
      if (request.body?.kind === 1 && request.body.text.trim() === "")
        throw new Refused(ErrorCode.TEXT_EMPTY);
      const message = this.world.append(conversation, this.userId, request.body);
      this.world.stored.set(key, { message, conversation: request.conversation });
      this.world.tell(conversation, message, this);
    }
    const message = (known ?? this.world.stored.get(key))?.message;
    if (message === undefined) throw new Refused(ErrorCode.INTERNAL);
    const { messageId, seq, change, counted, sentAtMs } = message;
    return {
      case: "sent",
      value: { cid: request.cid, messageId, seq, change, counted, sentAtMs, duplicate: known !== undefined },
    };
  }

  private diff(conversation: FakeConversation, from: bigint) {
    if (from > conversation.change) throw new Refused(ErrorCode.START_OVER);
    const messages = conversation.messages.filter((each) => each.change > from);
    const state = this.world.stateFor(conversation, this.userId);
    const members = this.world
      .present(conversation)
      .map((id) => this.world.memberOf(conversation, id))
      .filter((member) => member.change > from);
    const startOver = messages.length > 300;
    const base = { conversation: conversation.id, toChange: conversation.change, state, startOver };
    return startOver ? { ...base, messages: [], members: [] } : { ...base, messages, members };
  }

  private list(limit: number, after: string): ResultInit {
    const all = this.world.mineOf(this.userId).sort((a, b) => activity(b) - activity(a));
    const from = after === "" ? 0 : Number(after);
    const conversations = all.slice(from, from + limit).map((each) => this.world.stateFor(each, this.userId));
    const next = from + limit < all.length ? String(from + limit) : "";
    return { case: "conversationPage", value: { conversations, next } };
  }

  private state(conversation: FakeConversation): ResultInit {
    return { case: "conversation", value: this.world.stateFor(conversation, this.userId) };
  }

  private visible(id: string): FakeConversation {
    const conversation = this.world.conversations.get(id);
    if (!conversation?.members.get(this.userId)?.present) throw new Refused(ErrorCode.CONVERSATION_NOT_FOUND);
    return conversation;
  }

  private mustExist(ids: readonly string[]): void {
    const unknown = ids.find((id) => !this.world.users.has(id));
    if (unknown !== undefined) throw new Refused(ErrorCode.USER_NOT_FOUND, unknown);
  }
}

const activity = (conversation: FakeConversation) => Number(conversation.messages.at(-1)?.sentAtMs ?? 0n);
