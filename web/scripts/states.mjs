// The rarer screens: what is seen when something is late, gone, refused, or hostile.
const HOSTILE = '"><img src=x onerror=window.hit=1><svg onload=window.hit=2>';
const PASSWORD = "a quiet evening";

/** `tools`: open, signIn, to, shoot, url, problems and the fake's levers, all of shots.mjs. */
export async function states(tools, name, look) {
  await first(tools, name, look);
  await late(tools, name, look);
  await gone(tools, name, look);
  await refused(tools, name, look);
  await kept(tools, name, look);
  await hostile(tools, name, look);
}

/** A person whom nobody has written to, on an empty list. */
async function first({ open, shoot, url }, name, look) {
  const page = await open(look);
  await page.goto(`${url}/c/register`);
  await register(page, `first-${name}`, "");
  await page.waitForSelector(".list .notice");
  await shoot(page, `${name}-first`);
  await page.context().close();
}

/** Nothing has come yet; and nothing comes. */
async function late({ open, signIn, shoot, url }, name, look) {
  const page = await open(look);
  await page.route("**/route", () => {});
  await signIn(page, ".skeleton-row");
  await shoot(page, `${name}-late`);
  // Whoever was here before would be shown what is kept.
  await page.evaluate(() => localStorage.clear());
  await page.route("**/me", (route) => route.fulfill({ status: 503, body: "{}" }));
  await page.goto(`${url}/c/`);
  await page.waitForSelector(".splash .notice");
  await shoot(page, `${name}-unreachable`);
  await page.context().close();
}

/** Used in another tab, then signed out elsewhere. */
async function gone({ open, signIn, shoot, url, lever }, name, look) {
  const page = await open(look);
  // Without locks each tab has a connection, and the newest one wins.
  await page.context().addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined });
  });
  await page.reload();
  await signIn(page);
  const other = await page.context().newPage();
  await other.goto(`${url}/c/`);
  await page.waitForSelector(".pane > .notice .primary");
  await shoot(page, `${name}-replaced`);
  await page.context().clearCookies();
  await other.route("**/token", (route) =>
    route.fulfill({ json: { code: 13, message: "" }, headers: { "Content-Type": "application/json" } }),
  );
  await lever("expire");
  await lever("cut");
  await other.waitForSelector(".gate-note");
  await shoot(other, `${name}-ended`);
  await page.context().close();
}

/** A browser that keeps nothing; and the ways to a chat by the keyboard. */
async function kept({ open, signIn, shoot }, name, look) {
  const page = await open(look);
  await page.context().addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", { get: () => undefined });
  });
  await page.reload();
  await signIn(page);
  await page.waitForSelector(".banner");
  await shoot(page, `${name}-not-kept`);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".switcher [role=option]");
  await page.keyboard.press("ArrowDown");
  await shoot(page, `${name}-switcher`);
  await page.keyboard.type("nobody at all");
  await page.waitForSelector(".switcher .none");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".modal", { state: "detached" });
  await page.keyboard.press("?");
  await page.waitForSelector(".shortcuts");
  await shoot(page, `${name}-shortcuts`);
  await page.context().close();
}

async function refused({ open, signIn, to, shoot }, name, look) {
  const page = await open(look);
  await page.route("**/files/uploads", (route) =>
    route.fulfill({ status: 413, json: { code: "FILE_TOO_LARGE", message: "" } }),
  );
  await signIn(page);
  await to(page, "d:ache:maya");
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(640, 400);
    const context = canvas.getContext("2d");
    context.fillStyle = "#4a7c8c";
    context.fillRect(0, 0, 640, 400);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });
  const file = { name: "plan.png", mimeType: "image/png", buffer: Buffer.from(png) };
  await page.setInputFiles("input[type=file]", file);
  await page.waitForSelector(".previews img");
  await page.locator(".modal footer .primary").click();
  await page.waitForSelector(".failure");
  await shoot(page, `${name}-refused`);
  await page.context().close();
}

/** Names and texts that would like to be markup. The page's policy is off here: only the client stands in the way. */
async function hostile({ open, shoot, url, problems }, name, look) {
  const page = await open(look);
  await page.goto(`${url}/c/register`);
  await register(page, `hostile-${name}`, HOSTILE.slice(0, 64));
  await page.click(".list header button:nth-of-type(1)");
  await page.fill(".modal input >> nth=0", HOSTILE);
  await page.fill(".picker input", "maya");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".picker [aria-pressed=true], .picker .person");
  await page.locator(".modal footer .primary").click();
  await page.waitForSelector("textarea");
  for (const text of [HOSTILE, `https://a.example/${HOSTILE}`, "javascript:alert(1)", "{{ 7 * 7 }}"]) {
    await page.fill("textarea", text);
    await page.keyboard.press("Enter");
  }
  await page.locator(".bar [aria-pressed=false]").click();
  await page.waitForSelector(".details");
  await shoot(page, `${name}-hostile`);
  const found = await page.evaluate(() => ({
    hit: globalThis.hit,
    elements: document.querySelectorAll("img[src=x], svg[onload], [onerror]").length,
    links: [...document.querySelectorAll(".bubble a")].map((a) => new URL(a.href).protocol),
    text: document.querySelector("#messages").textContent.includes("{{ 7 * 7 }}"),
  }));
  const isSafe = found.hit === undefined && found.elements === 0 && found.text;
  if (!isSafe || found.links.some((protocol) => protocol !== "https:"))
    problems.push(`${name}: a hostile text did something: ${JSON.stringify(found)}`);
  await page.context().close();
}

async function register(page, userName, shownName) {
  await page.fill("input[autocomplete=username]", userName);
  await page.fill("input[autocomplete=nickname]", shownName);
  await page.fill("input[autocomplete=new-password]", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rail");
}
