// Two people over all five hops: accounts, log-in by code, conversations, a picture, a cut line, a killed server.
import { decodeCode } from "../code.mjs";
import { killAndStart } from "../server.mjs";
import { check, same, step, until } from "../steps.mjs";

const CUT_MS = Number(process.env.CUT_MS ?? 30_000);
const SAID = [
  "你好，李雷！",
  "Hello Ada 👋",
  "今天的会议改到三点半",
  "Fine with me, same room?",
  "对，二楼的小会议室 ☕️",
  "I'll bring the numbers",
  "别忘了带投影仪",
  "👍",
  "路上有点堵，晚五分钟",
  "No hurry 🚲",
  "到了",
  "Me too. Blue door?",
  "蓝色的门，左手边",
  "Found it 🎉",
  "谢谢！",
  "See you tomorrow",
  "明天见 🌙",
  "“Quotes”, <b>tags</b> & ampersands stay text",
  "一二三四五六七八九十，上山打老虎",
  "done ✅",
];

export async function journey({ person, folder }) {
  const ada = await person({ locale: "en" });
  const lilei = await person({ locale: "zh-CN", theme: "dark" });
  await step("two people register by password", async () => {
    await ada.register("ada", "Ada 王");
    await ada.isIn();
    await lilei.register("lilei", "李雷");
    await lilei.isIn();
  });

  const second = await person({ viewport: { width: 390, height: 844 } });
  await step("the first logs in on a second browser by a code that her first one confirms", () =>
    logInByCode(ada, second),
  );

  await step("she writes to him by his name; his list shows it unread", async () => {
    await ada.open();
    await ada.writeTo("lilei");
    await ada.say(SAID[0]);
    await lilei.seesRow("Ada 王");
    await until("one unread", async () => (await lilei.page.locator(".row .badge").count()) === 1);
    await lilei.choose("Ada 王");
    await lilei.sees(SAID[0]);
  });

  await step("twenty messages in two languages go to and fro", async () => {
    for (const [i, text] of SAID.entries()) {
      if (i === 0) continue;
      const [from, to] = i % 2 === 1 ? [lilei, ada] : [ada, lilei];
      await from.say(text);
      await to.sees(text);
    }
    await until(
      "what he read has two ticks",
      async () => (await ada.page.locator(".delivery.read").count()) > 0,
    );
  });

  await step("a pasted picture arrives with its thumbnail and opens", async () => {
    await ada.pastePicture("三层的配色");
    await lilei.sees("三层的配色");
    const image = lilei.page.locator(".image > img:not(.thumbnail)").last();
    await until("the picture is loaded", () =>
      image.evaluate((img) => img.complete && img.naturalWidth === 640),
    );
    await lilei.page.locator(".image").last().click();
    await lilei.page.waitForSelector(".viewer");
    await lilei.page.keyboard.press("Escape");
    await ada.hasSentAll();
  });
  const before = [...SAID, "三层的配色"];

  await step("her second browser has all of it", async () => {
    await second.choose("李雷");
    await second.sees("三层的配色");
    same(await second.allTexts(), before, "what the second browser shows");
  });

  const during = Array.from({ length: 8 }, (_, i) => `while you were away ${i + 1} / 不在的时候`);
  await step(`his line is cut for ${CUT_MS} ms; he catches up without a reload`, async () => {
    await lilei.page.evaluate(() => {
      globalThis.neverReloaded = true;
    });
    lilei.line.cut();
    await lilei.say("写给断线的网络");
    const cutUntil = performance.now() + CUT_MS;
    for (const text of during) await ada.say(text);
    await ada.hasSentAll();
    await lilei.page.waitForSelector(".banner");
    await until("the cut is over", () => performance.now() >= cutUntil, CUT_MS + 5_000);
    lilei.line.mend();
    await lilei.sees(during.at(-1), 60_000);
    await lilei.hasSentAll();
    await ada.sees("写给断线的网络");
    check(
      await lilei.page.evaluate(() => globalThis.neverReloaded === true),
      "the page was not loaded again",
    );
  });
  const afterCut = [...before, ...during, "写给断线的网络"];
  await bothHave(ada, lilei, afterCut);

  await step("the server is killed and starts again; both recover by themselves", async () => {
    await ada.say("before the kill");
    await lilei.sees("before the kill");
    const killing = killAndStart();
    await ada.say("into the dark / 发向黑暗");
    await lilei.say("我也是");
    await killing;
    await lilei.sees("into the dark / 发向黑暗", 60_000);
    await ada.sees("我也是", 60_000);
    await ada.hasSentAll();
    await lilei.hasSentAll();
  });
  const texts = await ada.allTexts();
  same(texts.slice(0, afterCut.length + 1), [...afterCut, "before the kill"], "what came before the kill");
  same(
    [...texts.slice(-2)].sort(),
    ["into the dark / 发向黑暗", "我也是"].sort(),
    "what was sent into the dark",
  );
  await bothHave(ada, lilei, texts);

  await step("after all that each still knows whom they talk to", async () => {
    await ada.seesRow("李雷");
    await lilei.seesRow("Ada 王");
  });

  await step("a third joins a group and sees what was written since", async () => {
    const mei = await person({ locale: "zh-CN" });
    await mei.register("mei", "韩梅梅");
    await mei.isIn();
    await ada.makeGroup("周末爬山", ["lilei"]);
    await ada.say("before you came");
    await ada.sees("before you came");
    await ada.hasSentAll();
    await ada.addToGroup("mei");
    await mei.seesRow("周末爬山");
    await mei.choose("周末爬山");
    await ada.say("欢迎韩梅梅");
    await mei.sees("欢迎韩梅梅");
    check(!(await mei.allTexts()).includes("before you came"), "a newcomer sees nothing of before");
    await mei.say("大家好");
    await ada.sees("大家好");
    await lilei.seesRow("周末爬山");
    for (const [each, name] of [
      [ada, "ada"],
      [lilei, "lilei"],
      [mei, "mei"],
      [second, "phone"],
    ])
      await each.shoot(folder, `chat-${name}`);
  });

  await step("no page ran into an error", () => {
    const expected = /Failed to load resource|WebSocket connection|net::ERR/;
    for (const each of [ada, lilei, second])
      same(
        each.complaints.filter((complaint) => !expected.test(complaint)),
        [],
        "complaints",
      );
  });
}

async function logInByCode(ada, second) {
  await second.open();
  const address = await until("a code that can be read", () => decodeCode(second.page));
  await ada.open("/c/scan");
  await ada.page.fill(".scan input", address);
  await ada.page.click(".scan button.primary");
  await second.page.waitForSelector(".code.scanned");
  await ada.page.locator(".scan button.primary").click();
  await second.isIn();
}

async function bothHave(ada, lilei, texts) {
  await step(`both have the same ${texts.length} messages, no gap, no double`, async () => {
    same(await ada.allTexts(), texts, "what she sees");
    same(await lilei.allTexts(), texts, "what he sees");
  });
}
