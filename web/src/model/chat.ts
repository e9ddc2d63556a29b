import { computed, shallowRef } from "vue";
import type { OutboxEntry } from "../connection/chain";
import type { Phase, Surroundings } from "../connection/connection";
import { Files } from "../connection/files";
import { Outbox, type RefusedWhy } from "../connection/outbox";
import { SharedConnection } from "../connection/shared";
import type { Tabs } from "../connection/tabs";
import { ErrorCode } from "../protocol/catalogue";
import type { Push } from "../protocol/frames";
import { uuidV7 } from "../protocol/ids";
import {
  type Conversation,
  DEFAULT_LIMITS,
  type Member,
  type Message,
  type Sent,
  type User,
} from "../protocol/words";
import { Histories } from "../store/histories";
import { Keeper } from "../store/keeper";
import { Store } from "../store/store";
import { type Change, RECEIVED, Vault } from "../store/vault";
import type { Account } from "./account";
import { Drafts } from "./drafts";
import { OpenConversation } from "./openConversation";
import { Pendings } from "./pendings";
import { Places } from "./places";
import { byActivity, nameOf, type Row, rowOf } from "./rows";
import type { TabWord } from "./tabWords";

/** Where a client stands: the network, the other tabs, and what the browser keeps. */
export interface Environment extends Surroundings {
  readonly tabs: Tabs;
  readonly indexedDB: IDBFactory | undefined;
}

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
  /** Whether this browser keeps what is written here through a reload. */
  readonly isKept = shallowRef(true);
  readonly drafts: Drafts;
  readonly places = new Places((changes) => void this.vault?.write(changes));
  readonly store: Store;
  readonly histories: Histories;
  readonly pendings: Pendings;
  private readonly connection: SharedConnection;
  private readonly outbox: Outbox;
  private readonly keeper: Keeper;
  private readonly environment: Environment;
  private readonly account: Pick<Account, "end">;
  private vault: Vault | undefined;
  private isSending = false;
  private readonly tab = uuidV7(0);
  /** The other tabs in which somebody looks at the page. */
  private readonly looking = new Set<string>();
  private readonly dirty = new Set<string>();
  private readonly firstSeen = new Map<string, number>();
  private isScheduled = false;

  /** `filesPath`: where files are until the server says so itself. */
  constructor(around: Environment, account: Account, filesPath: string) {
    this.environment = around;
    this.account = account;
    this.connection = new SharedConnection(around, account, around.tabs, {
      phaseChanged: (phase) => this.entered(phase),
      welcomed: (welcome) => {
        this.store.me = welcome.userId;
        this.limits.value = welcome.limits;
      },
      pushed: (push) => this.store.pushed(push),
      resumePoint: () => this.store.resumePoint(),
      led: () => void this.led(),
      mayHaveMissed: () => this.store.mayHaveMissed(),
      heard: (word) => this.heard(word as TabWord),
    });
    this.drafts = new Drafts((conversation, draft) => this.tell({ kind: "draft", conversation, draft }));
    this.store = new Store(around.clock, this.connection, {
      conversationChanged: (id) => {
        this.keeper?.changed(id);
        this.changed(id);
      },
      usersChanged: () => {
        this.peopleVersion.value++;
        this.keeper?.peopleChanged();
        this.changed("");
      },
      fenced: (id) => {
        this.drafts.forget(id);
        this.places.forget(id);
      },
      arrived: (conversation, message) => {
        if (message.sender !== this.me) this.announced.value = { conversation, message };
      },
    });
    this.outbox = new Outbox(around.clock, this.connection.serverClock, this.connection, {
      sent: (entry, sent) => this.sent(entry, sent),
      renamed: (entry) => this.pendings.renamed(entry.key, entry.cid),
      refused: (entry, why) => this.refused(entry, why),
    });
    const told = (id: string) => this.store.touched(id);
    this.histories = new Histories(this.connection, told, (ids) => this.store.people.want(ids));
    const nowMs = () => this.connection.serverClock.nowMs();
    const files = new Files(around.fetch, around.clock, {
      filesUrl: () => this.connection.filesUrl || filesPath,
      ask: (kind, method) => this.connection.ask(kind, method),
    });
    this.keeper = new Keeper(around.clock, this.store);
    this.pendings = new Pendings(this.store, this.outbox, files, around.clock, {
      nowMs,
      newCid: () => this.connection.serverClock.newCid(),
      maySend: () => this.isSending && this.connection.isLive,
      keep: (changes) => this.keep(changes),
      share: (word) => this.tell(word),
    });
  }

  get me(): string {
    return this.store.me;
  }

  /** What was kept is shown first; then there is a connection. */
  async start(me: string): Promise<void> {
    if (this.vault !== undefined) this.stop("ended");
    this.store.me = me;
    const { clock, indexedDB } = this.environment;
    const vault = new Vault(clock, indexedDB, me, (isKept) => {
      if (this.vault === vault) this.isKept.value = isKept;
    });
    this.vault = vault;
    const kept = await vault.read();
    if (this.vault !== vault) return;
    this.places.begin(kept.places);
    this.drafts.begin(vault, kept.drafts);
    this.pendings.take(kept.pendings.values());
    this.keeper.begin(vault, kept);
    this.connection.join(me);
  }

  /**
   * Nothing of the account stays in memory. `signedOut`: nothing stays in the browser either; `ended`, not by the
   * person here: what they wrote stays, for when they sign in again.
   */
  stop(how: "signedOut" | "ended"): void {
    const { vault } = this;
    this.vault = undefined;
    this.isSending = false;
    if (how === "signedOut") this.tell({ kind: "signedOut" });
    void (how === "signedOut" ? vault?.erase() : vault?.clear(RECEIVED).then(() => vault.close()));
    this.connection.leave();
    this.close();
    this.keeper.end();
    this.outbox.clear();
    this.pendings.clear();
    this.drafts.clear();
    this.places.clear();
    this.store.clear();
    this.isKept.value = true;
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
    this.opened.value?.left();
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

  /** This tab has the connection now, and sends what all of them wrote. */
  private async led(): Promise<void> {
    const { vault } = this;
    this.keeper.lead();
    const kept = await vault?.read(["pendings"]);
    if (kept === undefined || this.vault !== vault) return;
    this.pendings.take(kept.pendings.values());
    this.isSending = true;
    if (this.connection.isLive) this.pendings.connected();
  }

  /** The page may go now: what can still be kept is. */
  flush(): void {
    this.opened.value?.left();
    void this.keeper.flush();
  }

  /** Whether somebody looks at this tab now; the others are told. */
  looks(isLooking: boolean): void {
    this.tell({ kind: "looked", tab: this.tab, isLooking });
  }

  /** Of several tabs one speaks up, and only where nobody looks at any. */
  get shouldNotify(): boolean {
    return this.isSending && this.looking.size === 0;
  }

  /** What was learned here without a push, for the other tabs. */
  tellPush(push: Push): void {
    this.tell({ kind: "pushed", push });
  }

  private tell(word: TabWord): void {
    this.connection.share(word);
  }

  private heard(word: TabWord): void {
    switch (word.kind) {
      case "draft":
        this.drafts.heard(word.conversation, word.draft);
        this.changed(word.conversation);
        return;
      case "acked":
        this.store.logs.get(word.conversation)?.acknowledged(word, word.sent);
        this.store.touched(word.conversation);
        return;
      case "pushed":
        this.store.pushed(word.push);
        return;
      case "looked":
        if (word.isLooking) this.looking.add(word.tab);
        else this.looking.delete(word.tab);
        return;
      case "signedOut":
        this.account.end(false);
        return;
      default:
        this.pendings.heard(word);
    }
  }

  private async keep(changes: readonly Change[]): Promise<boolean> {
    return (await this.vault?.write(changes)) ?? false;
  }

  private took(conversation: Conversation): string {
    this.store.listed(conversation);
    this.tellPush({ kind: "listed", conversation });
    return conversation.id;
  }

  private entered(phase: Phase): void {
    this.phase.value = phase;
    if (phase.name === "live") {
      this.store.live();
      this.store.people.want([this.me]);
      if (this.connection.isLeading) this.outbox.attached();
      this.pendings.connected();
      this.opened.value?.connected();
    } else this.outbox?.detached();
  }

  private sent(entry: OutboxEntry, sent: Sent): void {
    const { conversation, key, body } = entry;
    this.store.logs.get(conversation)?.acknowledged(entry, sent);
    this.tell({ kind: "acked", conversation, key, body, sent });
    this.pendings.gone(entry);
    this.store.touched(conversation);
  }

  private refused(entry: OutboxEntry, why: RefusedWhy): void {
    // Whoever tries these again was asked, and knows that the first attempt may have arrived.
    const isRenamed = why === "tooOld" || why.code === ErrorCode.CID_OUT_OF_WINDOW;
    this.pendings.failed(entry.key, why, isRenamed ? "" : entry.cid);
  }
}
