import { computed, shallowRef } from "vue";
import type { OutboxEntry } from "../connection/chain";
import { Connection, type Phase, type Surroundings } from "../connection/connection";
import { Files } from "../connection/files";
import { Outbox, type RefusedWhy } from "../connection/outbox";
import { uuidV7 } from "../protocol/ids";
import type { Conversation, Limits, Member, Message, Sent, User } from "../protocol/words";
import { Histories } from "../store/histories";
import { Store } from "../store/store";
import type { Account } from "./account";
import { Drafts } from "./drafts";
import { OpenConversation } from "./openConversation";
import { Pendings } from "./pendings";
import { byActivity, nameOf, type Row, rowOf } from "./rows";

const DEFAULT_LIMITS: Limits = {
  frameBytes: 65_536,
  textCharacters: 4_000,
  bodyBytes: 32_768,
  inFlight: 16,
  groupMembers: 2_000,
  fileBytes: 10 * 1024 * 1024,
};

/** The signed-in part of the client: one connection, what it brought, and what the person does with it. */
export class Chat {
  readonly phase = shallowRef<Phase>({ name: "idle" });
  readonly rows = shallowRef<readonly Row[]>([]);
  readonly isLoaded = shallowRef(false);
  readonly opened = shallowRef<OpenConversation | undefined>();
  /** Rises whenever somebody's profile became known; what shows names reads it. */
  readonly peopleVersion = shallowRef(0);
  readonly unread = computed(() => this.rows.value.reduce((sum, row) => sum + row.unread, 0));
  /** The last message that came live from somebody else, for who hears instead of seeing. */
  readonly announced = shallowRef<{ readonly conversation: string; readonly message: Message } | undefined>();
  readonly limits = shallowRef(DEFAULT_LIMITS);
  readonly drafts = new Drafts();
  readonly store: Store;
  readonly histories: Histories;
  readonly pendings: Pendings;
  private readonly connection: Connection;
  private readonly outbox: Outbox;
  private readonly dirty = new Set<string>();
  private readonly firstSeen = new Map<string, number>();
  private isScheduled = false;

  /** `filesPath`: where files are until the server says so itself. */
  constructor(around: Surroundings, account: Account, filesPath: string) {
    this.connection = new Connection(around, account, {
      phaseChanged: (phase) => this.entered(phase),
      welcomed: (welcome) => {
        this.store.me = welcome.userId;
        this.limits.value = welcome.limits;
      },
      pushed: (push) => this.store.pushed(push),
      resumePoint: () => this.store.resumePoint(),
    });
    this.store = new Store(around.clock, this.connection, {
      conversationChanged: (id) => this.changed(id),
      usersChanged: () => {
        this.peopleVersion.value++;
        this.changed("");
      },
      arrived: (conversation, message) => {
        if (message.sender !== this.me) this.announced.value = { conversation, message };
      },
    });
    this.outbox = new Outbox(around.clock, this.connection.serverClock, this.connection, {
      sent: (entry, sent) => this.sent(entry, sent),
      refused: (entry, why) => this.refused(entry, why),
    });
    const told = (id: string) => this.store.touched(id);
    this.histories = new Histories(this.connection, told, (ids) => this.store.people.want(ids));
    const nowMs = () => this.connection.serverClock.nowMs();
    const files = new Files(around.fetch, around.clock, {
      filesUrl: () => this.connection.filesUrl || filesPath,
      ask: (kind, method) => this.connection.ask(kind, method),
    });
    this.pendings = new Pendings(this.store, this.outbox, files, around.clock, nowMs);
  }

  get me(): string {
    return this.store.me;
  }

  start(me: string): void {
    this.store.me = me;
    this.connection.start();
  }

  /** Signing out: nothing of the account stays in memory. */
  stop(): void {
    this.connection.stop();
    this.close();
    this.outbox.clear();
    this.pendings.clear();
    this.drafts.clear();
    this.store.clear();
    this.firstSeen.clear();
    this.refresh();
  }

  /** The browser is online again, the page is seen again, or the person asks. */
  nudge(): void {
    this.connection.nudge();
  }

  /** After another tab took over: connect here again. */
  takeOver(): void {
    this.connection.start();
  }

  user(id: string): User | undefined {
    return this.store.people.of(id);
  }

  /** A name to show; the id until the name is known. */
  name(id: string): string {
    return this.peopleVersion.value >= 0 ? nameOf(this.user(id), id) : id;
  }

  open(id: string): OpenConversation {
    if (this.opened.value?.id === id) return this.opened.value;
    this.close();
    const opened = new OpenConversation(id, this);
    this.opened.value = opened;
    opened.refresh();
    return opened;
  }

  close(): void {
    if (this.opened.value !== undefined) this.changed(this.opened.value.id);
    this.opened.value = undefined;
  }

  /** The direct conversation with a user, made if there is none. */
  async openDirect(userId: string): Promise<string> {
    const { conversation } = await this.connection.ask("conversation", {
      case: "openDirect",
      value: { userId },
    });
    return this.took(conversation);
  }

  /** `cid` makes a repetition after a lost answer harmless. */
  async createGroup(cid: string, name: string, members: readonly string[]): Promise<string> {
    const value = { cid, name, members: [...members] };
    const { conversation } = await this.connection.ask("conversation", { case: "createGroup", value });
    return this.took(conversation);
  }

  async addMembers(id: string, userIds: readonly string[]): Promise<void> {
    const value = { conversation: id, userIds: [...userIds] };
    this.took((await this.connection.ask("conversation", { case: "addMembers", value })).conversation);
  }

  async members(id: string): Promise<readonly Member[]> {
    const value = { conversation: id, limit: 200, after: "" };
    const { members } = await this.connection.ask("memberPage", { case: "listMembers", value });
    this.store.logs.get(id)?.loadedMembers(members);
    this.store.people.want(members.map((each) => each.userId));
    this.changed(id);
    return members;
  }

  async fetchUser(id: string): Promise<User | undefined> {
    const { users } = await this.connection.ask("users", { case: "fetchUsers", value: { userIds: [id] } });
    this.store.people.learn(users);
    return users[0];
  }

  showTyping(conversation: string, active: boolean): void {
    if (!this.connection.isLive) return;
    this.connection.ask("typingShown", { case: "showTyping", value: { conversation, active } }).catch(() => {
      // Who misses it misses nothing that matters.
    });
  }

  newCid(): string {
    return uuidV7(this.connection.serverClock.nowMs());
  }

  get isLive(): boolean {
    return this.connection.isLive;
  }

  /** Something of this conversation is to be drawn again; many changes of one moment are drawn once. */
  changed(id: string): void {
    this.dirty.add(id);
    if (this.isScheduled) return;
    this.isScheduled = true;
    queueMicrotask(() => this.refresh());
  }

  private refresh(): void {
    this.isScheduled = false;
    const source = {
      me: this.me,
      userOf: (id: string) => this.store.people.of(id),
      typingIn: (id: string) => this.store.typing.in(id),
      seenAtMs: (id: string) => this.seenAtMs(id),
      draftIn: (id: string) => (id === this.opened.value?.id ? "" : this.drafts.of(id).text.trim()),
    };
    const present = [...this.store.logs.values()].filter((log) => log.state.present);
    this.rows.value = present.map((log) => rowOf(log, source)).sort(byActivity);
    this.isLoaded.value = this.store.isLoaded;
    const { value: opened } = this.opened;
    if (opened !== undefined && (this.dirty.has(opened.id) || this.dirty.has(""))) opened.refresh();
    this.dirty.clear();
  }

  /** Those of the first list come from before; later ones are new at this moment. */
  private seenAtMs(id: string): number {
    const atMs = this.firstSeen.get(id) ?? (this.isLoaded.value ? this.connection.serverClock.nowMs() : 0);
    this.firstSeen.set(id, atMs);
    return atMs;
  }

  private took(conversation: Conversation): string {
    this.store.listed(conversation);
    return conversation.id;
  }

  private entered(phase: Phase): void {
    this.phase.value = phase;
    if (phase.name === "live") {
      this.store.live();
      this.store.people.want([this.me]);
      this.outbox.attached();
      this.pendings.connected();
      this.opened.value?.connected();
    } else this.outbox?.detached();
  }

  private sent(entry: OutboxEntry, sent: Sent): void {
    this.store.logs.get(entry.conversation)?.acknowledged(entry, sent);
    this.store.touched(entry.conversation);
  }

  private refused(entry: OutboxEntry, why: RefusedWhy): void {
    this.pendings.failed(entry.conversation, entry.key, why, why === "tooOld" ? "" : entry.cid);
  }
}
