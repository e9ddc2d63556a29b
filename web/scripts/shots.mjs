// Screenshots of every screen of the built page before the fake server, and axe on each: fails where axe finds
// anything, or the page reports an error. Usage: node scripts/shots.mjs [OUT] [SCENE]. CHROMIUM names the browser.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { preview } from "vite";
import { states } from "./states.mjs";

const [out = "shots", only = ""] = process.argv.slice(2);
const server = await preview({ mode: "fake", logLevel: "error", preview: { port: 0 } });
const url = `http://localhost:${server.httpServer.address().port}`;
const lever = (name) => fetch(`${url}/_fake/${name}`);
mkdirSync(out, { recursive: true });
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const DESKTOP = { width: 1440, height: 900 };
const TABLET = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };
let violations = 0;
const problems = [];

async function check(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const each of found.violations) {
    violations++;
    const nodes = each.nodes
      .slice(0, 3)
      .map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`);
    console.log(`axe ${name}: ${each.id} (${each.impact}): ${nodes.join(" | ")}`);
  }
}

async function shoot(page, name) {
  await page.waitForTimeout(350);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await check(page, name);
}

async function open({ viewport, theme, locale }) {
  // axe is injected, which the page's own policy would forbid.
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    locale,
    bypassCSP: true,
    timezoneId: "Asia/Shanghai",
    hasTouch: viewport === PHONE,
    isMobile: viewport === PHONE,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/502|503|413|ERR_|WebSocket/.test(message.text()))
      problems.push(message.text());
  });
  await page.goto(`${url}/c/`);
  await page.waitForSelector(".login");
  return page;
}

async function signIn(page, until = ".row") {
  await page.fill("input[autocomplete=username]", "ache");
  await page.fill("input[autocomplete=current-password]", "hearth-demo");
  await page.keyboard.press("Enter");
  await page.waitForSelector(until);
}

const to = async (page, id) => {
  await page.locator(`.row[href$="${encodeURIComponent(id)}"]`).click();
  await page.waitForSelector("#messages li");
};

async function desktop(theme, locale, full) {
  const name = `desktop-${theme}-${locale}`;
  const page = await open({ viewport: DESKTOP, theme, locale });
  await page.waitForSelector(".code.shown");
  await shoot(page, `${name}-login`);
  if (full) {
    await page.fill("input[autocomplete=username]", "ache");
    await page.fill("input[autocomplete=current-password]", "wrong");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".error");
    await shoot(page, `${name}-login-wrong`);
    await page.goto(`${url}/c/register`);
    await page.waitForSelector(".gate.single");
    await shoot(page, `${name}-register`);
    await page.goto(`${url}/c/`);
  }
  await signIn(page);
  await shoot(page, `${name}-empty`);
  await to(page, "g:release");
  await page.click(".bar [aria-pressed]");
  await page.waitForSelector(".details .person");
  await page.fill("textarea", locale === "en" ? "Finished, the log is attached" : "跑完了，日志在附件里");
  await shoot(page, `${name}-chat`);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1700);
  await shoot(page, `${name}-sent`);
  if (full) await rest(page, name);
  await page.context().close();
}

async function rest(page, name) {
  await to(page, "g:design");
  await page.waitForTimeout(300);
  await shoot(page, `${name}-unread`);
  await page.mouse.move(700, 400);
  for (let i = 0; i < 12; i++) {
    await page.mouse.wheel(0, -900);
    await page.waitForTimeout(60);
  }
  await shoot(page, `${name}-history`);
  await page.click(".jump");
  await page.click(".image, #messages", { position: { x: 10, y: 10 } });
  await to(page, "g:release");
  await page.locator(".image").first().click();
  await page.waitForSelector(".viewer");
  await shoot(page, `${name}-viewer`);
  await page.keyboard.press("Escape");
  const picture = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(900, 600);
    const context = canvas.getContext("2d");
    for (let i = 0; i < 9; i++) {
      context.fillStyle = `hsl(${195 + i * 9} 45% ${78 - i * 6}%)`;
      context.fillRect(0, i * 70, 900, 600);
    }
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await page.setInputFiles("input[type=file]", {
    name: "layers.png",
    mimeType: "image/png",
    buffer: Buffer.from(picture),
  });
  await page.waitForSelector(".previews img");
  await page.fill(".modal input", "三层的配色");
  await shoot(page, `${name}-image-sheet`);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1500);
  await shoot(page, `${name}-image-sent`);
  await page.click(".list header button:nth-of-type(2)");
  await page.waitForSelector(".modal .person");
  await shoot(page, `${name}-new-chat`);
  await page.keyboard.press("Escape");
  await page.click(".list header button:nth-of-type(1)");
  await page.waitForSelector(".modal .person");
  await page.fill(".modal input >> nth=0", "周末爬山");
  await page.locator(".modal .person").nth(1).click();
  await page.locator(".modal .person").nth(3).click();
  await shoot(page, `${name}-new-group`);
  await page.locator(".modal footer .primary").click();
  await page.waitForSelector(".pane-body .notice");
  await shoot(page, `${name}-new-conversation`);
  await page.goto(`${url}/c/settings`);
  await page.waitForSelector(".card");
  await shoot(page, `${name}-settings`);
  await page.goto(`${url}/c/scan`);
  await page.waitForSelector(".scan form");
  await shoot(page, `${name}-scan`);
  await qr(page, name);
  await page.goto(`${url}/c/`);
  await page.waitForSelector(".row");
  await to(page, "d:ache:shen");
  await lever("down");
  await page.fill("textarea", "no answer: 断网时写的第一条");
  await page.keyboard.press("Enter");
  await page.fill("textarea", "no answer: 联网后会按顺序自动发出");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".banner");
  await page.waitForTimeout(1500);
  await shoot(page, `${name}-offline`);
  await lever("up");
  await page.waitForSelector(".banner", { state: "detached", timeout: 45_000 });
  await page.waitForTimeout(1200);
  await shoot(page, `${name}-back`);
  await page.goto(`${url}/c/chat/g%3Aunknown`);
  await page.waitForSelector(".pane > .notice");
  await shoot(page, `${name}-missing`);
}

/** A second browser signs in by the code that the first one confirms. */
async function qr(page, name) {
  const other = await open({ viewport: DESKTOP, theme: "light", locale: "zh-CN" });
  const created = other.waitForResponse(/pc_session/);
  await other.reload();
  const token = (await (await created).json()).result.token;
  await page.fill(".scan input", `${url}/c/scan#${token}`);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".notice .primary");
  await shoot(page, `${name}-scan-ask`);
  await other.waitForSelector(".code.scanned");
  await shoot(other, `${name}-login-scanned`);
  await page.click(".notice .primary");
  await other.waitForSelector(".row");
  await shoot(page, `${name}-scan-done`);
  await other.context().close();
}

async function phone(theme, locale) {
  const name = `phone-${theme}-${locale}`;
  const page = await open({ viewport: PHONE, theme, locale });
  await page.waitForSelector(".code.shown");
  await shoot(page, `${name}-login`);
  await signIn(page);
  await shoot(page, `${name}-list`);
  await to(page, "g:release");
  await shoot(page, `${name}-chat`);
  await page.click(".bar [aria-pressed]");
  await page.waitForSelector(".details .person");
  await shoot(page, `${name}-details`);
  await page.click(".details .bar button");
  await page.click(".back");
  await page.click(".rail a:nth-last-of-type(2)");
  await page.waitForSelector(".card");
  await shoot(page, `${name}-settings`);
  await page.context().close();
}

async function tablet() {
  const page = await open({ viewport: TABLET, theme: "light", locale: "en" });
  await signIn(page);
  await to(page, "g:release");
  await shoot(page, "tablet-light-en-chat");
  await page.setViewportSize({ width: 800, height: 700 });
  await shoot(page, "narrow-light-en-chat");
  await page.context().close();
}

const TOOLS = { open, signIn, to, shoot, url, problems, lever };
const scenes = {
  "light-zh": () => desktop("light", "zh-CN", true),
  "dark-en": () => desktop("dark", "en", false),
  "dark-zh": () => desktop("dark", "zh-CN", false),
  "light-en": () => desktop("light", "en", false),
  phone: () => phone("light", "zh-CN"),
  "phone-dark": () => phone("dark", "en"),
  tablet,
  states: () => states(TOOLS, "state-light-zh-CN", { viewport: DESKTOP, theme: "light", locale: "zh-CN" }),
  "states-phone": () =>
    states(TOOLS, "state-phone-dark-en", { viewport: PHONE, theme: "dark", locale: "en" }),
};
for (const [name, scene] of Object.entries(scenes)) {
  if (only !== "" && only !== name) continue;
  await scene().catch((error) => problems.push(`${name}: ${error.message}`));
}
await browser.close();
await server.close();
for (const problem of [...new Set(problems)]) console.log(`problem: ${problem}`);
console.log(`${violations} axe violations, ${problems.length} problems`);
process.exitCode = violations + problems.length === 0 ? 0 : 1;
