// A day of two people in a real browser against a real server: accounts, a talk, a group, an image, a log-in by
// code, a lost connection. Ends with 0 if all of it worked. Usage: node scripts/journey.mjs URL [OUT]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [url = "http://localhost:8080", out = ""] = process.argv.slice(2);
const run = Date.now().toString(36);
const PASSWORD = "a quiet evening";
if (out !== "") mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const problems = [];
let step = "";

async function said(what, todo) {
  step = what;
  const begun = performance.now();
  await todo();
  console.log(`ok ${what} (${Math.round(performance.now() - begun)} ms)`);
}

async function person(locale) {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => problems.push(`${step}: ${error.message}`));
  page.on("console", (message) => {
    const isOfTheCut = step === "reconnect" && /ERR_|WebSocket/.test(message.text());
    if (message.type() === "error" && !isOfTheCut) problems.push(`${step}: ${message.text()}`);
  });
  return page;
}

async function register(page, name, shown) {
  await page.goto(`${url}/c/register`);
  await page.fill("input[autocomplete=username]", name);
  await page.fill("input[autocomplete=nickname]", shown);
  await page.fill("input[autocomplete=new-password]", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rail");
}

const write = async (page, text) => {
  await page.fill("textarea", text);
  await page.keyboard.press("Enter");
};
const sees = (page, text) => page.locator(".bubble", { hasText: text }).first().waitFor();
const shoot = async (page, name) => {
  if (out !== "") await page.screenshot({ path: join(out, `${name}.png`) });
};

const ann = await person("en");
const bob = await person("zh-CN");
const [annName, bobName] = [`ann-${run}`, `bob-${run}`];

await said("register", async () => {
  await register(ann, annName, "Ann <b>Smith</b>");
  await register(bob, bobName, "波布");
  await ann.waitForSelector(".list .notice");
});

await said("talk", async () => {
  await ann.click(".list .notice button, .list header button:nth-of-type(2)");
  await ann.fill(".picker input", bobName);
  await ann.keyboard.press("Enter");
  await ann.waitForSelector("textarea");
  await write(ann, "hello from ann");
  await bob.locator(".row .badge, .row .count").first().waitFor();
  await bob.locator(".row").first().click();
  await sees(bob, "hello from ann");
  await write(bob, "你好 <img src=x onerror=alert(1)>");
  await sees(ann, "<img src=x onerror=alert(1)>");
  await ann.locator(".mine .delivery.read").first().waitFor();
  await shoot(ann, "talk");
});

await said("image", async () => {
  const bytes = await ann.evaluate(async () => {
    const canvas = new OffscreenCanvas(2400, 1500);
    const context = canvas.getContext("2d");
    for (let i = 0; i < 3000; i++) {
      context.fillStyle = `hsl(${(i * 37) % 360} 60% ${20 + (i % 60)}%)`;
      context.fillRect((i * 97) % 2400, (i * 61) % 1500, 90, 70);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });
  await ann.setInputFiles("input[type=file]", {
    name: "patches.png",
    mimeType: "image/png",
    buffer: Buffer.from(bytes),
  });
  await ann.waitForSelector(".previews img");
  await ann.fill(".modal input", "patches");
  await ann.keyboard.press("Enter");
  await bob.waitForFunction(
    () =>
      [...document.querySelectorAll(".image img:not(.thumbnail)")].some(
        (image) => image.complete && image.naturalWidth === 1600,
      ),
    undefined,
    { timeout: 30_000 },
  );
  await shoot(bob, "image");
});

await said("group", async () => {
  await ann.click(".list header button:nth-of-type(1)");
  await ann.fill(".modal input >> nth=0", "周末爬山");
  await ann.locator(".modal .person").first().click();
  await ann.locator(".modal footer .primary").click();
  await ann.locator(".bar h1", { hasText: "周末爬山" }).waitFor();
  await write(ann, "who is in?");
  await bob.locator(".row", { hasText: "周末爬山" }).click();
  await sees(bob, "who is in?");
  await write(bob, "我");
  await sees(ann, "我");
  await shoot(ann, "group");
});

await said("code", async () => {
  const other = await person("en");
  const shown = other.waitForResponse(/pc_session/);
  await other.goto(`${url}/c/`);
  const { result } = await (await shown).json();
  await bob.goto(`${url}/c/scan`);
  await bob.fill(".scan input", `${url}/c/scan#${result.token}`);
  await bob.keyboard.press("Enter");
  await bob.waitForSelector(".lead-line");
  await other.waitForSelector(".code.scanned");
  await shoot(bob, "code");
  await bob.click(".notice .primary");
  await other.waitForSelector(".row");
  await other.locator(".row", { hasText: "周末爬山" }).click();
  await sees(other, "who is in?");
  await other.context().close();
});

await said("reconnect", async () => {
  await bob.goto(`${url}/c/`);
  await bob.locator(".row", { hasText: "周末爬山" }).click();
  await sees(bob, "who is in?");
  await bob.context().setOffline(true);
  await bob.evaluate(() => dispatchEvent(new Event("offline")));
  await write(bob, "written offline");
  await write(ann, "while you were away");
  await bob.context().setOffline(false);
  await sees(bob, "while you were away");
  await sees(ann, "written offline");
});

await said("reload and sign out", async () => {
  await bob.reload();
  await sees(bob, "while you were away");
  await bob.goto(`${url}/c/settings`);
  await bob.click(".danger-line");
  await bob.waitForSelector(".login");
  await bob.reload();
  await bob.waitForSelector(".login");
});

await browser.close();
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
