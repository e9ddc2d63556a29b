// Getting about by keyboard and address, and reading where one was. Rows of docs/web-checklist.md: T2, T3, T22, T23,
// T24, T26, T56, T57, T59, T60, T68.
import { check, same, step, until } from "../steps.mjs";

const MANY = 90;

export async function journey({ person, folder }) {
  const ada = await person({ locale: "en" });
  const lilei = await person({ locale: "zh-CN" });
  const { page } = ada;
  await step("people and groups to find", async () => {
    await ada.register("ada", "Ada 王");
    await ada.isIn();
    await lilei.register("lilei", "李雷");
    await lilei.isIn();
    await ada.writeTo("lilei");
    for (const title of ["周末爬山", "Release team"]) await ada.makeGroup(title, ["lilei"]);
  });

  await step("T56: initials of a Chinese name find the chat", async () => {
    await page.keyboard.press("Control+k");
    await page.locator(".switcher input").fill("zmps");
    await until("one is left", async () => (await page.locator(".switcher [role=option]").count()) === 1);
    await ada.shoot(folder, "finding-switcher");
    await page.keyboard.press("Enter");
    await page.locator(".row[aria-current=page]", { hasText: "周末爬山" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.locator(".switcher input").fill("ll");
    await page.keyboard.press("Enter");
    await page.locator(".row[aria-current=page]", { hasText: "李雷" }).waitFor();
  });

  await step("T57, T59: shortcuts move, and ? lists them", async () => {
    await page.keyboard.press("Alt+ArrowUp");
    await until("another chat", async () => !(await here(page)).includes("李雷"));
    await page.locator("#messages").focus();
    await page.keyboard.press("?");
    await page.waitForSelector(".shortcuts");
    check((await page.locator(".shortcuts dt").count()) >= 8, "the help has every shortcut");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".modal", { state: "detached" });
  });

  await step("T60: an address leads to its chat, and back and forward lead on", async () => {
    await ada.choose("李雷");
    const address = page.url();
    await ada.choose("Release team");
    await page.goBack();
    await until("the chat before", async () => (await here(page)).includes("李雷"));
    await page.goForward();
    await until("the chat after", async () => (await here(page)).includes("Release"));
    await page.goto(address);
    await until("the chat of the address", async () => (await here(page)).includes("李雷"));
  });

  await step(
    "T22, T68: many come while she is elsewhere; the title counts, and a line says where they begin",
    async () => {
      await lilei.choose("Ada 王");
      for (let i = 0; i < MANY; i++) await lilei.say(`line ${i}`);
      await lilei.hasSentAll();
      await ada.choose("Release team");
      for (let i = MANY; i < MANY + 6; i++) await lilei.say(`line ${i}`);
      await lilei.hasSentAll();
      await until("the title counts", async () => (await page.title()).startsWith("(6) "));
      await ada.choose("李雷");
      await page.waitForSelector(".new-line");
      await ada.sees(`line ${MANY}`);
    },
  );

  await step("T23: going back in time moves nothing that is read", async () => {
    const jumps = await scrollBack(page);
    check(
      jumps.every((px) => px <= 1),
      `rows jumped by ${jumps} px`,
    );
  });

  await step(
    "T24, T26: a place in the middle is there after a reload, and the way to the end is named",
    async () => {
      const before = await standing(page);
      await page.evaluate(() => dispatchEvent(new Event("pagehide")));
      await page.reload();
      await until("the same place", async () => {
        const after = await standing(page);
        return after.key !== undefined && after.text === before.text && Math.abs(after.top - before.top) <= 2;
      });
      await ada.shoot(folder, "finding-place");
      await lilei.say("news from the end");
      await until("one new", async () => (await page.locator(".jump").innerText()).includes("1 new"));
      await page.click(".jump");
      await ada.sees("news from the end");
    },
  );

  await step("T2: an Enter that ends a composition sends nothing", async () => {
    const session = await ada.context.newCDPSession(page);
    await page.focus(".composer textarea");
    await session.send("Input.imeSetComposition", { text: "nihao", selectionStart: 5, selectionEnd: 5 });
    await page.keyboard.press("Enter");
    await session.send("Input.insertText", { text: "你好" });
    same((await page.inputValue(".composer textarea")).trim(), "你好", "what is in the box");
    await page.press(".composer textarea", "Enter");
    await lilei.sees("你好");
  });

  await step("no page ran into an error", () => {
    for (const each of [ada, lilei])
      same(
        each.complaints.filter((complaint) => !/net::ERR|Failed to load/.test(complaint)),
        [],
        "complaints",
      );
  });
}

const here = (page) => page.locator(".pane .bar h1").innerText();

/** The first message in view. */
const standing = (page) =>
  page.evaluate(() => {
    const scroller = document.querySelector("#messages .scroll");
    const top = scroller?.getBoundingClientRect().top ?? 0;
    const rows = [...document.querySelectorAll("#messages .message")];
    const row = rows.find((each) => each.getBoundingClientRect().bottom > top + 1);
    return {
      key: row?.dataset.key,
      text: row?.querySelector("p")?.innerText.trim(),
      top: (row?.getBoundingClientRect().top ?? 0) - top,
    };
  });

/** Scrolls up by wheel steps; how far the row in the middle moved otherwise than the wheel moved it. */
async function scrollBack(page) {
  return page.evaluate(async () => {
    const scroller = document.querySelector("#messages .scroll");
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
    const jumps = [];
    for (let i = 0; i < 12; i++) {
      scroller.scrollTop -= 150;
      await frame();
      const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2;
      const row = [...document.querySelectorAll("#messages .message")].find(
        (each) => each.getBoundingClientRect().bottom > middle,
      );
      const before = row.getBoundingClientRect().top;
      for (let j = 0; j < 6; j++) await frame();
      if (row.isConnected) jumps.push(Math.abs(Math.round(row.getBoundingClientRect().top - before)));
    }
    return jumps;
  });
}
