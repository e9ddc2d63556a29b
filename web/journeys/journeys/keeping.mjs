// What a reload, a second tab, a wrong clock, nonsense and a kill do to what somebody wrote: nothing is lost or doubled.
// Rows of docs/web-checklist.md: T1, T3, T4, T5, T6, T7, T68, T72, T74, T76, T80.
import { killAndStart } from "../server.mjs";
import { check, same, step, until } from "../steps.mjs";

const TAKEOVER_MS = 10_000;

export async function journey({ person, folder }) {
  const ada = await person({ locale: "en" });
  const lilei = await person({ locale: "zh-CN", theme: "dark" });
  await step("two people meet", async () => {
    await ada.register("ada", "Ada 王");
    await ada.isIn();
    await lilei.register("lilei", "李雷");
    await lilei.isIn();
    await ada.writeTo("lilei");
    await ada.say("hello");
    await lilei.seesRow("Ada 王");
    await lilei.choose("Ada 王");
    await lilei.sees("hello");
    await ada.hasSentAll();
  });

  const waiting = ["one / 一", "two / 二", "three / 三"];
  await step(
    "T6: what was written without a network is there after a reload, and sent once, in order",
    async () => {
      await until("the page's own files are kept", () =>
        ada.page.evaluate(async () => {
          const active = (await navigator.serviceWorker.getRegistration())?.active;
          return active?.state === "activated" && navigator.serviceWorker.controller !== null;
        }),
      );
      ada.line.cut();
      for (const text of waiting) await ada.say(text);
      await ada.page.waitForSelector(".banner");
      await ada.page.reload();
      await ada.page.waitForSelector(".message.mine .delivery.queued");
      for (const text of waiting) await ada.sees(text);
      await ada.shoot(folder, "keeping-offline");
      ada.line.mend();
      await lilei.sees(waiting.at(-1), 60_000);
      await ada.hasSentAll();
      same(await lilei.allTexts(), ["hello", ...waiting], "what he sees");
      same(await ada.allTexts(), ["hello", ...waiting], "what she sees");
    },
  );

  await step("T7: a draft and its caret are there after a reload, and the list shows it", async () => {
    await ada.page.fill(".composer textarea", "half a sentence");
    await ada.page.press(".composer textarea", "ArrowLeft");
    await ada.page.reload();
    await until("the draft", async () => {
      const { text, caret } = await draftOf(ada.page);
      return text === "half a sentence" && caret === text.length - 1;
    });
    await ada.open("/c/");
    await ada.page.locator(".row .draft").waitFor();
    await ada.choose("李雷");
    await ada.page.fill(".composer textarea", "");
  });

  await step("T76: a second tab shares the connection, and goes on alone in a moment", () =>
    secondTab(ada, lilei),
  );

  await step("T4: nonsense from the server ends the connection, not the conversation", () =>
    nonsense(ada, lilei),
  );

  await step("T74: the server is killed in the middle; everything arrives once, in order", async () => {
    const before = await lilei.allTexts();
    const killing = killAndStart();
    const during = ["into the dark 1", "into the dark 2", "into the dark 3"];
    for (const text of during) await ada.say(text);
    await ada.page.reload().catch(() => {});
    await killing;
    await lilei.sees(during.at(-1), 60_000);
    await ada.hasSentAll();
    same(await lilei.allTexts(), [...before, ...during], "what he sees");
  });

  await step("a clock that is wrong by a day changes nothing", async () => {
    const mei = await person({ locale: "zh-CN" });
    await mei.context.clock.install({ time: Date.now() - 86_400_000 });
    await mei.context.clock.resume();
    await mei.register("mei", "韩梅梅");
    await mei.isIn();
    await mei.writeTo("lilei");
    await mei.say("我的表慢了一天");
    await mei.hasSentAll();
    await lilei.choose("韩梅梅");
    await lilei.sees("我的表慢了一天");
  });

  await step("T80: signed out in one tab is signed out in all, and nothing is left here", async () => {
    const other = await ada.context.newPage();
    await other.goto(`${ada.url}/c/settings`);
    await other.locator(".danger-line").click();
    await ada.page.waitForSelector(".login");
    await other.waitForSelector(".login");
    const kept = await until("nothing is kept", async () => {
      const names = await ada.page.evaluate(async () =>
        (await indexedDB.databases()).map((each) => each.name),
      );
      return names.length === 0 ? names : undefined;
    });
    same(kept, [], "databases");
  });
}

const draftOf = (page) =>
  page.$eval(".composer textarea", (area) => ({ text: area.value, caret: area.selectionStart }));

async function secondTab(ada, lilei) {
  const two = await ada.context.newPage();
  let sockets = 0;
  two.on("websocket", () => sockets++);
  await two.goto(ada.page.url());
  await until("the second tab shows the chat", async () => (await two.locator(".message").count()) > 3);
  same(sockets, 0, "connections of the second tab");
  await two.fill(".composer textarea", "from the second tab");
  await two.press(".composer textarea", "Enter");
  await lilei.sees("from the second tab");
  await ada.sees("from the second tab");
  await ada.page.close();
  const begun = performance.now();
  await two.fill(".composer textarea", "from the one that is left");
  await two.press(".composer textarea", "Enter");
  await lilei.sees("from the one that is left", TAKEOVER_MS);
  console.log(`the second tab took over in at most ${Math.round(performance.now() - begun)} ms`);
  same(sockets, 1, "connections of the tab that is left");
  ada.page = two;
}

/** Between her and the server somebody says what no server would; then it stops. */
async function nonsense(ada, lilei) {
  let isBad = true;
  let served = 0;
  await ada.page.routeWebSocket(/\/ws/, (near) => {
    near.connectToServer();
    served++;
    if (isBad) setTimeout(() => near.send(Buffer.from([255, 254, 253, 0, 1, 2])), 200);
  });
  await ada.page.reload();
  await until("she is told nonsense twice", () => served >= 2, 60_000);
  isBad = false;
  await ada.say("after the nonsense");
  await lilei.sees("after the nonsense", 60_000);
  check((await ada.page.locator(".composer textarea").count()) === 1, "the chat is still there");
  await ada.hasSentAll();
}
