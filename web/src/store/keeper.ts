import type { Clock } from "../connection/clock";
import type { Conversation, Message, User } from "../protocol/words";
import { ConversationLog } from "./log";
import type { Store } from "./store";
import type { Change, Kept, Vault } from "./vault";

/** Changes of so short a time are written at once. */
const PAUSE_MS = 1_000;
const MAX_KEPT_MESSAGES = 60;
/** Of so many conversations the last messages are kept, of the others only how they stand. */
const MAX_KEPT_WINDOWS = 20;

interface ConversationRecord {
  readonly state: Conversation;
  readonly have: number;
  readonly readers: readonly (readonly [string, number])[];
  readonly messages: readonly Message[];
  /** 0: no messages are kept. */
  readonly from: number;
  readonly to: number;
  readonly hasEarlier: boolean;
}

/**
 * Keeps what the store holds, so that the next load shows it before there is a connection. A cursor is written
 * together with everything it covers, never ahead of it.
 */
export class Keeper {
  private readonly clock: Clock;
  private readonly store: Store;
  private readonly dirty = new Set<string>();
  private isPeopleDirty = false;
  private vault: Vault | undefined;
  private stopTimer: (() => void) | undefined;
  /** Of several tabs one writes. */
  private isWriting = false;
  private clearings = 0;

  constructor(clock: Clock, store: Store) {
    this.clock = clock;
    this.store = store;
  }

  /** What was kept goes into the store; from here on changes are kept in `vault`. */
  begin(vault: Vault, kept: Kept): void {
    this.vault = vault;
    this.clearings = vault.clearings;
    const account = kept.account.get("cursor") as { cursor?: string } | undefined;
    this.store.people.learn([...kept.users.values()] as User[]);
    const records = [...kept.conversations.values()] as ConversationRecord[];
    this.store.restore(
      records.map((record) => logOf(record, this.store.me)),
      account?.cursor ?? "",
    );
  }

  /** This tab is the one that writes, from now on. */
  lead(): void {
    this.isWriting = true;
    this.later();
  }

  changed(id: string): void {
    this.dirty.add(id);
    this.later();
  }

  peopleChanged(): void {
    this.isPeopleDirty = true;
    this.later();
  }

  end(): void {
    this.vault = undefined;
    this.isWriting = false;
    this.dirty.clear();
    this.stopTimer?.();
    this.stopTimer = undefined;
  }

  /** Now, because the page may go. */
  async flush(): Promise<void> {
    const { vault } = this;
    this.stopTimer?.();
    this.stopTimer = undefined;
    if (vault === undefined || !this.isWriting || !this.store.isLoaded) return;
    if (vault.clearings !== this.clearings) {
      for (const id of this.store.logs.keys()) this.dirty.add(id);
      this.isPeopleDirty = true;
    }
    this.clearings = vault.clearings;
    await vault.write(this.changes());
  }

  private later(): void {
    if (this.vault === undefined || !this.isWriting) return;
    this.stopTimer ??= this.clock.after(PAUSE_MS, () => void this.flush());
  }

  private changes(): Change[] {
    const changes: Change[] = [];
    const recent = new Set(
      [...this.store.logs.values()]
        .sort((a, b) => (b.state.lastMessage?.sentAtMs ?? 0) - (a.state.lastMessage?.sentAtMs ?? 0))
        .slice(0, MAX_KEPT_WINDOWS)
        .map((log) => log.id),
    );
    for (const key of this.dirty) {
      if (key === "") continue;
      const log = this.store.logs.get(key);
      const value = log === undefined ? undefined : recordOf(log, recent.has(key));
      changes.push({ shelf: "conversations", key, value });
      if (log === undefined) changes.push({ shelf: "places", key, value: undefined });
    }
    this.dirty.clear();
    if (this.isPeopleDirty)
      for (const user of this.store.people.all())
        changes.push({ shelf: "users", key: user.userId, value: user });
    this.isPeopleDirty = false;
    changes.push({ shelf: "account", key: "cursor", value: { cursor: this.store.resumePoint().cursor } });
    return changes;
  }
}

function recordOf(log: ConversationLog, isRecent: boolean): ConversationRecord {
  const { window, state, have } = log;
  const isKept = isRecent && state.present && window !== undefined && !window.hasLater;
  const messages = isKept ? window.messages.slice(-MAX_KEPT_MESSAGES) : [];
  const isCut = isKept && messages.length < window.messages.length;
  return {
    state,
    have,
    readers: [...log.readers],
    messages,
    from: isCut ? (messages[0]?.seq ?? 0) : isKept ? window.from : 0,
    to: isKept ? window.to : 0,
    hasEarlier: isKept && (isCut || window.hasEarlier),
  };
}

function logOf(record: ConversationRecord, me: string): ConversationLog {
  const log = new ConversationLog(record.state, me);
  log.have = record.have;
  for (const [user, seq] of record.readers) log.readers.set(user, seq);
  if (record.from > 0) {
    const { messages, from, to, hasEarlier } = record;
    log.window = { messages, from, to, hasEarlier, hasLater: false };
  }
  return log;
}
