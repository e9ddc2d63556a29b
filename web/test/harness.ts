import { watch } from "vue";
import { FakeAccounts } from "../fake/accounts";
import type { FakeRequest } from "../fake/http";
import { FakeSession, type Faults, NO_FAULTS } from "../fake/session";
import { World } from "../fake/world";
import { AppServer } from "../src/connection/appServer";
import type { Clock } from "../src/connection/clock";
import type { Fetch } from "../src/connection/route";
import type { SocketOpener } from "../src/connection/socket";
import type { Tabs } from "../src/connection/tabs";
import { Account } from "../src/model/account";
import { Chat } from "../src/model/chat";
import type { Preferences } from "../src/model/preferences";
import { ErrorCode } from "../src/protocol/gen/hearth/v1/catalogue_pb";

/** Lets everything that is already decided happen. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 60; i++) await Promise.resolve();
  await new Promise<void>((resolve) => setImmediate(resolve));
  for (let i = 0; i < 60; i++) await Promise.resolve();
}

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  private ms = 1_000;
  private readonly timers = new Map<number, { at: number; run: () => void }>();
  private next = 1;
  chance = 0.5;

  now(): number {
    return this.ms;
  }

  after(ms: number, run: () => void): () => void {
    const id = this.next++;
    this.timers.set(id, { at: this.ms + ms, run });
    return () => this.timers.delete(id);
  }

  random(): number {
    return this.chance;
  }

  async pass(ms: number): Promise<void> {
    const end = this.ms + ms;
    await settle();
    for (;;) {
      const due = [...this.timers]
        .filter(([, timer]) => timer.at <= end)
        .sort((a, b) => a[1].at - b[1].at)[0];
      if (due === undefined) break;
      this.timers.delete(due[0]);
      this.ms = Math.max(this.ms, due[1].at);
      due[1].run();
      await settle();
    }
    this.ms = end;
  }
}

/** The tabs of one browser: words go to all others, and one leads until it is gone. */
export class FakeBrowser {
  private readonly heard = new Map<object, (word: unknown) => void>();
  private queue: { readonly tab: object; readonly lead: () => void }[] = [];

  tab(): Tabs & { close(): void } {
    const tab = {};
    return {
      channel: (_name, heard) => {
        this.heard.set(tab, heard);
        const post = (word: unknown) => {
          for (const [other, hear] of this.heard)
            if (other !== tab) {
              const copy = structuredClone(word);
              queueMicrotask(() => this.heard.get(other) === hear && hear(copy));
            }
        };
        return { post, close: () => this.heard.delete(tab) };
      },
      lead: (_name, lead) => {
        this.queue.push({ tab, lead });
        if (this.queue.length === 1) queueMicrotask(lead);
        return () => this.leave(tab);
      },
      close: () => {
        this.heard.delete(tab);
        this.leave(tab);
      },
    };
  }

  private leave(tab: object): void {
    const wasFirst = this.queue[0]?.tab === tab;
    this.queue = this.queue.filter((each) => each.tab !== tab);
    if (wasFirst && this.queue[0] !== undefined) queueMicrotask(this.queue[0].lead);
  }
}

const START_MS = Date.UTC(2026, 10, 23, 9, 0);

/** A fake server, and clients on it, in one process. */
export class Stage {
  readonly clock = new ManualClock();
  readonly world = new World();
  readonly accounts = new FakeAccounts(this.world);
  /** No new connection opens. */
  isDown = false;
  /** Bytes vanish in both directions, without a close. */
  isHalfOpen = false;
  /** Paths that no answer comes from. */
  isOut: (path: string) => boolean = () => false;
  /** After an answer was made and before it arrives; throws to lose it. */
  answered: (path: string, method: string) => void = () => {};
  faults: Faults = NO_FAULTS;
  connections = 0;

  constructor() {
    this.world.nowMs = () => START_MS + Math.floor(this.clock.now());
    this.accounts.codes.patienceMs = 50;
  }

  readonly fetch: Fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(url, "http://fake");
    if (this.isDown || this.isOut(pathname)) throw new TypeError("no network");
    const headers = new Headers(init?.headers);
    const request: FakeRequest = {
      method: init?.method ?? "GET",
      path: pathname,
      query: searchParams,
      // Scripts may neither send nor read the real names.
      header: (name) => headers.get(name === "cookie" ? "x-cookie" : name) ?? "",
      body: async () => new Uint8Array(await new Response(init?.body ?? "").arrayBuffer()),
    };
    const answer = await this.accounts.handle(request);
    if (answer === undefined) return new Response("", { status: 404 });
    this.answered(pathname, request.method);
    const body = answer.status === 204 ? null : (answer.body as BodyInit);
    const { "Set-Cookie": cookie, ...rest } = answer.headers;
    return new Response(body, {
      status: answer.status,
      headers: { ...rest, ...(cookie === undefined ? {} : { "x-set-cookie": cookie }) },
    });
  };

  /** What one browser fetches with: it keeps cookies. */
  browser(): Fetch {
    const jar = new Map<string, string>();
    return async (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set("x-cookie", [...jar].map((pair) => pair.join("=")).join("; "));
      const answer = await this.fetch(url, { ...init, headers });
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers.get("x-set-cookie") ?? "") ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
      return answer;
    };
  }

  readonly openSocket: SocketOpener = (_url, events) => {
    let isOver = false;
    const end = (code: number, reason: string) => {
      if (isOver) return;
      isOver = true;
      session.gone();
      queueMicrotask(() => events.closed(code, reason));
    };
    const write = (bytes: Uint8Array) => {
      if (!isOver && !this.isHalfOpen) queueMicrotask(() => isOver || events.received(bytes));
    };
    const faults: Faults = {
      losesPush: (frame) => this.faults.losesPush(frame),
      losesAnswer: (request) => this.faults.losesAnswer(request),
      refuses: (request) => this.faults.refuses(request),
    };
    const session = new FakeSession(this.world, this.accounts, write, end, faults);
    this.connections++;
    queueMicrotask(() => (this.isDown ? end(1006, "") : events.opened()));
    return {
      send: (bytes) => {
        if (!isOver && !this.isHalfOpen) queueMicrotask(() => isOver || session.received(bytes));
      },
      drop: () => {
        isOver = true;
        session.gone();
      },
    };
  };

  /** A signed-in client, caught up. */
  async client(name: string): Promise<TestClient> {
    const client = new TestClient(this);
    if (this.world.byName(name) === undefined) this.world.addUser(name, "password", name.toUpperCase(), name);
    await client.account.logIn(name, "password");
    void client.chat.start(name);
    await this.clock.pass(1);
    return client;
  }
}

/** What stays when a page goes: cookies, settings, what is kept, the other tabs. */
export class TestBrowser {
  readonly tabs = new FakeBrowser();
  readonly fetch: Fetch;
  readonly preferences: Preferences = {
    theme: "system",
    locale: "en",
    sendsWithControl: false,
    notifies: true,
    showsDetails: false,
    clientId: "",
    userId: "",
  };
  /** The machine's own date. */
  wallMs = 0;
  readonly indexedDB: IDBFactory | undefined;

  constructor(stage: Stage, indexedDB?: IDBFactory) {
    this.fetch = stage.browser();
    this.indexedDB = indexedDB;
  }
}

export class TestClient {
  readonly app: AppServer;
  readonly account: Account;
  readonly chat: Chat;
  readonly preferences: Preferences;

  private isGone = false;
  private readonly sockets = new Set<{ drop(): void }>();
  private readonly tab: Tabs & { close(): void };

  constructor(stage: Stage, browser = new TestBrowser(stage)) {
    const { fetch } = browser;
    this.tab = browser.tabs.tab();
    this.app = new AppServer(fetch, "/");
    this.preferences = browser.preferences;
    this.account = new Account(this.app, this.preferences);
    const clock: Clock = {
      now: () => stage.clock.now(),
      after: (ms, run) => stage.clock.after(ms, () => this.isGone || run()),
      random: () => stage.clock.random(),
    };
    const openSocket: SocketOpener = (url, events) => {
      const socket = stage.openSocket(url, events);
      this.sockets.add(socket);
      return socket;
    };
    const around = {
      clock,
      wallMs: () => browser.wallMs,
      fetch,
      openSocket,
      routeUrl: "/route",
      client: "test",
      tabs: this.tab,
      indexedDB: browser.indexedDB,
    };
    this.chat = new Chat(around, this.account, "/files");
  }

  /** The page is gone, as by a crash: nothing runs any more, and nothing was said. */
  vanish(): void {
    this.isGone = true;
    this.tab.close();
    for (const socket of this.sockets) socket.drop();
  }

  /** What the page itself does with what the account says. */
  follow(): void {
    const { state } = this.account;
    const act = () => {
      if (state.value.name === "signedIn") void this.chat.start(state.value.userId);
      else if (state.value.name === "signedOut") this.chat.stop(state.value.ended ? "ended" : "signedOut");
    };
    watch(state, act, { flush: "sync" });
    watch(
      this.chat.phase,
      (phase) => {
        if (phase.name === "stopped" && phase.why === "signedOut") this.account.end(true);
      },
      { flush: "sync" },
    );
  }

  /** What the conversation on the screen shows, mine marked with its state. */
  shown(): string[] {
    const items = this.chat.opened.value?.items.value ?? [];
    return items.flatMap((item) => (item.kind === "message" ? [item.body.text] : []));
  }

  states(): string[] {
    const items = this.chat.opened.value?.items.value ?? [];
    return items.flatMap((item) => (item.kind === "message" && item.mine ? [item.state] : []));
  }
}

export { ErrorCode };
