/** What a reload, another tab, or the end of a session does to what somebody wrote and received. */
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";
import { Stage, settle, TestBrowser, TestClient } from "./harness";

let stage: Stage;
let browser: TestBrowser;
let bob: TestClient;
const id = "d:ann:bob";

/** What the browser keeps takes turns of its own. */
const pass = async (ms: number) => {
  await stage.clock.pass(ms);
  for (let i = 0; i < 12; i++) await settle();
  await stage.clock.pass(1);
};
const stored = () => stage.world.conversations.get(id)?.messages.map((each) => each.body?.text) ?? [];

async function page(on = browser): Promise<TestClient> {
  const client = new TestClient(stage, on);
  client.follow();
  void client.account.begin();
  await until(() => client.account.state.value.name !== "starting");
  await pass(50);
  await pass(50);
  return client;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !isSo(); i++) await pass(i);
  expect(isSo()).toBe(true);
}

async function signedIn(): Promise<TestClient> {
  const ann = await page();
  await ann.account.logIn("ann", "password");
  await until(() => ann.chat.isLive && ann.chat.isLoaded.value);
  return ann;
}

beforeEach(async () => {
  stage = new Stage();
  stage.world.addUser("ann", "password", "ANN", "ann");
  bob = await stage.client("bob");
  browser = new TestBrowser(stage, new IDBFactory());
  await bob.chat.openDirect("ann");
});

describe("a reload", () => {
  test("without a network loses nothing that was written, and sends it once, in order", async () => {
    const before = await signedIn();
    before.chat.open(id);
    await pass(2_000);
    stage.isDown = true;
    stage.world.cut(4005);
    await pass(10);
    for (const text of ["one", "two", "three"]) before.chat.open(id).sendText(text);
    await until(() => before.states().length === 3);
    await pass(100);
    before.vanish();
    const after = await page();
    after.chat.open(id);
    await until(() => after.shown().length === 3);
    expect(after.states()).toEqual(["queued", "queued", "queued"]);
    after.chat.open(id).sendText("four");
    stage.isDown = false;
    after.chat.nudge();
    await until(() => stored().length === 4);
    await pass(60_000);
    expect(stored()).toEqual(["one", "two", "three", "four"]);
    await until(() => after.states().every((state) => state === "sent"));
  });

  test("between a send and its answer stores it once", async () => {
    const before = await signedIn();
    before.chat.open(id);
    await pass(10);
    stage.faults = { ...stage.faults, losesAnswer: (request) => request.method.case === "send" };
    before.chat.open(id).sendText("once");
    await until(() => stored().length === 1);
    before.vanish();
    stage.faults = { ...stage.faults, losesAnswer: () => false };
    const after = await page();
    after.chat.open(id);
    await until(() => after.states().at(-1) === "sent");
    await pass(60_000);
    expect(stored()).toEqual(["once"]);
  });

  test("shows the list, the last messages and the draft before there is a connection", async () => {
    const before = await signedIn();
    before.chat.open(id);
    bob.chat.open(id).sendText("kept");
    await until(() => before.shown().length === 1);
    before.chat.open(id).write({ text: "half a sen", start: 4, end: 4 });
    await pass(2_000);
    before.chat.flush();
    await pass(10);
    before.vanish();
    stage.isDown = true;
    const after = await page();
    await until(() => after.chat.isLoaded.value);
    expect(after.chat.rows.value.map((row) => row.title)).toEqual(["BOB"]);
    expect(after.chat.rows.value[0]?.draft).toBe("half a sen");
    after.chat.open(id);
    await pass(1);
    expect(after.shown()).toEqual(["kept"]);
    expect(after.chat.open(id).draft).toEqual({ text: "half a sen", start: 4, end: 4 });
  });

  test("catches up with what came meanwhile, without asking for the list again", async () => {
    const before = await signedIn();
    before.chat.open(id);
    bob.chat.open(id).sendText("first");
    await until(() => before.shown().length === 1);
    await pass(5_000);
    before.chat.flush();
    await pass(10);
    before.vanish();
    bob.chat.open(id).sendText("second");
    await until(() => stored().length === 2);
    const after = await page();
    after.chat.open(id);
    await until(() => after.shown().length === 2);
    expect(after.shown()).toEqual(["first", "second"]);
  });

  test("with a clock that is wrong by a day sends what was written under it", async () => {
    for (const wrong of [-1, 1, 3]) {
      browser = new TestBrowser(stage, new IDBFactory());
      const before = await signedIn();
      before.chat.open(id);
      await pass(10);
      stage.isDown = true;
      stage.world.cut(4005);
      before.vanish();
      browser.wallMs = stage.world.nowMs() + wrong * 86_400_000;
      const offline = await page();
      offline.chat.open(id).sendText(`off by ${wrong}`);
      await until(() => offline.chat.store.allPending().length === 1);
      await pass(100);
      offline.vanish();
      stage.isDown = false;
      const after = await page();
      await until(() => stored().at(-1) === `off by ${wrong}`);
      after.vanish();
    }
    expect(stored()).toHaveLength(3);
  });
});

describe("a browser that keeps nothing", () => {
  test("says so, and sends all the same", async () => {
    browser = new TestBrowser(stage);
    const ann = await signedIn();
    expect(ann.chat.isKept.value).toBe(false);
    ann.chat.open(id).sendText("still sent");
    await until(() => stored().length === 1);
  });

  test("gives up what can be fetched again before what was written", async () => {
    const ann = await signedIn();
    const kept = IDBObjectStore.prototype.put;
    let refused = 0;
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (this.name === "pendings" && refused++ === 0) throw new DOMException("full", "QuotaExceededError");
      return kept.call(this, value, key);
    };
    ann.chat.open(id).sendText("kept in the end");
    await until(() => stored().length === 1);
    IDBObjectStore.prototype.put = kept;
    expect(refused).toBeGreaterThan(1);
    expect(ann.chat.isKept.value).toBe(true);
  });
});

describe("the end of a session", () => {
  async function left(): Promise<string[]> {
    const next = new TestClient(stage, browser);
    await next.account.logIn("ann", "password");
    stage.isDown = true;
    stage.world.cut(4005);
    void next.chat.start("ann");
    await pass(50);
    await pass(50);
    return [...next.chat.store.logs.keys(), ...next.chat.store.allPending().map((each) => each.body.text)];
  }

  async function writtenOffline(): Promise<TestClient> {
    const ann = await signedIn();
    ann.chat.open(id);
    await pass(2_000);
    stage.isDown = true;
    stage.world.cut(4005);
    await pass(10);
    ann.chat.open(id).sendText("mine");
    await pass(100);
    stage.isDown = false;
    stage.isOut = (path) => path === "/route";
    return ann;
  }

  test("by the person leaves nothing here", async () => {
    const ann = await writtenOffline();
    await ann.account.logOut();
    await pass(100);
    stage.isOut = () => false;
    expect(await left()).toEqual([]);
  });

  test("by somebody else leaves what was written, and nothing that was received", async () => {
    const ann = await writtenOffline();
    ann.account.end(true);
    await pass(100);
    stage.isOut = () => false;
    expect(await left()).toEqual(["mine"]);
  });
});

describe("several tabs", () => {
  test("have one connection, show the same, and either one writes", async () => {
    const one = await signedIn();
    const connections = stage.connections;
    const two = await page();
    one.chat.open(id);
    two.chat.open(id);
    await until(() => two.chat.isLive && two.chat.isLoaded.value);
    expect(stage.connections).toBe(connections);
    two.chat.open(id).sendText("from the second");
    bob.chat.open(id).sendText("from bob");
    one.chat.open(id).sendText("from the first");
    await until(() => stored().length === 3);
    await until(() => one.shown().length === 3 && two.shown().length === 3);
    expect(one.shown()).toEqual(stored());
    expect(two.shown()).toEqual(stored());
    expect(two.states()).toEqual(["sent", "sent"]);
    expect(two.chat.store.allPending()).toEqual([]);
  });

  test("go on when the one that had the connection is gone, with what it had not sent", async () => {
    const one = await signedIn();
    const two = await page();
    two.chat.open(id);
    await until(() => two.chat.isLive);
    stage.faults = { ...stage.faults, losesAnswer: (request) => request.method.case === "send" };
    two.chat.open(id).sendText("in between");
    await until(() => stored().length === 1);
    one.vanish();
    stage.faults = { ...stage.faults, losesAnswer: () => false };
    await until(() => two.chat.isLive && two.states()[0] === "sent");
    bob.chat.open(id).sendText("after");
    await until(() => two.shown().length === 2);
    expect(two.shown()).toEqual(["in between", "after"]);
    expect(stored()).toEqual(["in between", "after"]);
  });

  test("agree on what is read and on drafts", async () => {
    const one = await signedIn();
    const two = await page();
    bob.chat.open(id).sendText("read me");
    await until(() => one.chat.unread.value === 1 && two.chat.unread.value === 1);
    two.chat.open(id);
    await pass(10);
    two.chat.open(id).seen(1);
    await until(() => one.chat.unread.value === 0);
    two.chat.open(id).write({ text: "dra", start: 3, end: 3 });
    await until(() => one.chat.rows.value[0]?.draft === "dra");
  });

  test("are signed out together", async () => {
    const one = await signedIn();
    const two = await page();
    await until(() => two.chat.isLive);
    await one.account.logOut();
    await until(() => two.account.state.value.name === "signedOut");
    expect(two.chat.rows.value).toEqual([]);
  });
});
