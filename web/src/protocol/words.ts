/**
 * The protocol's nouns as plain readonly values: 64-bit positions are numbers here (they stay far below 2^53),
 * message ids, which do not, are strings. Everything to the right of this layer uses only these.
 */

export const TEXT_KIND = 1;
export const IMAGE_KIND = 3;
export const FILE_KIND = 5;
/** Notices made by the server: drawn as one line, not as a bubble. */
export const isNotice = (kind: number): boolean =>
  kind === 80 || kind === 81 || kind === 90 || (kind >= 100 && kind < 200);

export interface Body {
  readonly kind: number;
  readonly text: string;
  /** Kind-specific text: of an image `{"w":…,"h":…}`, of a file its size in bytes. */
  readonly content: string;
  /** Kind-specific bytes: of an image a thumbnail. */
  readonly data: Uint8Array;
  readonly mediaType: number;
  /** The id of a stored file. */
  readonly mediaUrl: string;
  readonly replySeq: number;
  readonly mentioned: readonly string[];
}

export interface Message {
  readonly messageId: string;
  /** Its place in the conversation; the only order that is shown. */
  readonly seq: number;
  readonly change: number;
  readonly counted: number;
  readonly sender: string;
  readonly sentAtMs: number;
  readonly body: Body;
  readonly editNo: number;
}

export type ConversationKind = "direct" | "group" | "channel" | "room";
export type Role = "member" | "manager" | "owner";

export interface Conversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly name: string;
  readonly portrait: string;
  /** The other user of a direct conversation. */
  readonly counterpart: string;
  readonly seqHead: number;
  readonly changeHead: number;
  readonly countedHead: number;
  readonly memberCount: number;
  readonly role: Role;
  readonly present: boolean;
  readonly visibleFromSeq: number;
  readonly readSeq: number;
  readonly readCounted: number;
  readonly lastMessage: Message | undefined;
  readonly counterpartReadSeq: number;
  /** On a device of the other; never below what is read. */
  readonly counterpartDeliveredSeq: number;
}

export interface Member {
  readonly userId: string;
  readonly role: Role;
  readonly present: boolean;
  readonly change: number;
  readonly alias: string;
  readonly readSeq: number;
}

/** One of my devices; `lastSeenMs` 0: never connected yet. */
export interface Device {
  readonly deviceId: string;
  readonly platform: number;
  readonly lastSeenMs: number;
  readonly online: boolean;
  readonly current: boolean;
}

export interface User {
  readonly userId: string;
  readonly name: string;
  readonly displayName: string;
  readonly portrait: string;
  readonly version: number;
}

export interface Limits {
  readonly frameBytes: number;
  readonly textCharacters: number;
  readonly bodyBytes: number;
  readonly inFlight: number;
  readonly groupMembers: number;
  readonly fileBytes: number;
}

/** Until the server says its own. */
export const DEFAULT_LIMITS: Limits = {
  frameBytes: 65_536,
  textCharacters: 4_000,
  bodyBytes: 32_768,
  inFlight: 16,
  groupMembers: 2_000,
  fileBytes: 10 * 1024 * 1024,
};

export interface Sent {
  readonly cid: string;
  readonly messageId: string;
  readonly seq: number;
  readonly change: number;
  readonly counted: number;
  readonly sentAtMs: number;
  readonly duplicate: boolean;
}

export interface History {
  readonly messages: readonly Message[];
  readonly more: boolean;
  readonly changeHead: number;
  readonly seqHead: number;
}

export interface Diff {
  readonly conversation: string;
  readonly toChange: number;
  readonly messages: readonly Message[];
  readonly members: readonly Member[];
  readonly state: Conversation | undefined;
  readonly startOver: boolean;
}

/** One change of a conversation's log; a kind of entry that this client does not know is `other`. */
export interface ConversationChange {
  readonly conversation: string;
  readonly change: number;
  readonly entry:
    | { readonly kind: "message"; readonly message: Message }
    | { readonly kind: "members"; readonly members: readonly Member[]; readonly memberCount: number }
    | { readonly kind: "settings"; readonly name: string; readonly portrait: string }
    | { readonly kind: "other" };
}

/** Who has read a message: by name in small groups, by number in larger ones, not told in the largest. */
export type Readers =
  | { readonly kind: "list"; readonly read: readonly string[]; readonly delivered: readonly string[] }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "untold" };

export interface ReadState {
  readonly conversation: string;
  readonly readSeq: number;
  readonly readCounted: number;
}

export interface Welcome {
  readonly userId: string;
  readonly deviceId: string;
  readonly node: string;
  readonly limits: Limits;
  readonly serverTimeMs: number;
  readonly ticket: string;
  readonly endpoints: readonly string[];
  readonly spreadMs: number;
}

/** An empty body; messages are made by spreading over it. */
export const EMPTY_BODY: Body = {
  kind: TEXT_KIND,
  text: "",
  content: "",
  data: new Uint8Array(),
  mediaType: 0,
  mediaUrl: "",
  replySeq: 0,
  mentioned: [],
};
