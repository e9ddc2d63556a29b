import { chromium } from "playwright-core";
import { Line } from "./line.mjs";
import { until } from "./steps.mjs";

const DESKTOP = { width: 1440, height: 900 };
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const ROWS = "#messages li";

/** Somebody with a browser of their own and a line of their own to the product. */
export class Person {
  /** What the page complained of; a journey ends with none but those it expects. */
  complaints = [];

  static async at(
    url,
    {
      locale = "en",
      viewport = DESKTOP,
      theme = "light",
      bypassCSP = false,
      reducedMotion = "no-preference",
      args = [],
    } = {},
  ) {
    const person = new Person();
    person.url = url;
    person.line = await new Line(url).open();
    person.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [...ARGUMENTS, `--host-resolver-rules=${person.line.resolverRule}`, ...args],
    });
    person.context = await person.browser.newContext({
      viewport,
      locale,
      colorScheme: theme,
      bypassCSP,
      reducedMotion,
      timezoneId: "Asia/Shanghai",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    person.page = await person.context.newPage();
    person.page.on("pageerror", (error) => person.complaints.push(`error: ${error.message}`));
    person.page.on("console", (message) => {
      if (message.type() === "error") person.complaints.push(message.text());
    });
    return person;
  }

  async open(path = "/c/") {
    await this.page.goto(this.url + path);
  }

  async register(name, displayName, password = "a long walk home") {
    await this.open("/c/register");
    await this.page.fill("input[autocomplete=username]", name);
    await this.page.fill("input[autocomplete=nickname]", displayName);
    await this.page.fill("input[autocomplete=new-password]", password);
    await this.page.keyboard.press("Enter");
  }

  async logIn(name, password = "a long walk home") {
    await this.open();
    await this.page.fill("input[autocomplete=username]", name);
    await this.page.fill("input[autocomplete=current-password]", password);
    await this.page.keyboard.press("Enter");
  }

  async isIn() {
    await this.page.waitForSelector(".list");
  }

  /** Starts a conversation with the account of a name, by the dialog. */
  async writeTo(name) {
    await this.page.click(".list header button:nth-of-type(2)");
    await this.page.fill(".modal .picker input", name);
    await this.page.keyboard.press("Enter");
    await this.#isOpened();
  }

  async makeGroup(title, names) {
    await this.page.click(".list header button:nth-of-type(1)");
    await this.page.fill(".modal form input >> nth=0", title);
    for (const name of names) await this.#pick(name);
    await this.page.click(".modal footer .primary");
    await this.#isOpened();
  }

  /** The dialog is gone, and what it led to is there. */
  async #isOpened() {
    await this.page.waitForSelector(".modal", { state: "detached" });
    await this.page.waitForSelector(".composer textarea");
  }

  async addToGroup(name) {
    if ((await this.page.locator(".details").count()) === 0) await this.page.click(".bar [aria-pressed]");
    await this.page.click(".details h4 button");
    await this.#pick(name);
    await this.page.click(".modal footer .primary");
    await this.page.waitForSelector(".modal", { state: "detached" });
  }

  async #pick(name) {
    const picked = this.page.locator(".modal .people [aria-pressed=true]");
    const before = await picked.count();
    await this.page.fill(".modal .picker input", name);
    await this.page.press(".modal .picker input", "Enter");
    await until(`${name} is picked`, async () => (await picked.count()) > before);
  }

  /** Opens the conversation of a title in the list. */
  async choose(title) {
    await this.page.locator(".row", { hasText: title }).click();
    await this.page.locator(".row[aria-current=page]", { hasText: title }).waitFor({ state: "attached" });
    await this.page.waitForSelector(".composer textarea");
  }

  async say(text) {
    await this.page.fill(".composer textarea", text);
    await this.page.press(".composer textarea", "Enter");
  }

  /** Pastes a picture made in the page, as from the clipboard, and sends it. */
  async pastePicture(caption, { width = 640, height = 400 } = {}) {
    await this.page.evaluate(
      async ([w, h]) => {
        const canvas = new OffscreenCanvas(w, h);
        const context = canvas.getContext("2d");
        for (let i = 0; i < 8; i++) {
          context.fillStyle = `hsl(${190 + i * 12} 50% ${80 - i * 7}%)`;
          context.fillRect((i * w) / 8, 0, w / 8, h);
        }
        const blob = await canvas.convertToBlob({ type: "image/png" });
        const data = new DataTransfer();
        data.items.add(new File([blob], "layers.png", { type: "image/png" }));
        document
          .querySelector(".composer textarea")
          .dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
          );
      },
      [width, height],
    );
    await this.page.waitForSelector(".previews img");
    await this.page.fill(".modal input", caption);
    await this.page.keyboard.press("Enter");
  }

  /** The texts of the open conversation as far as they are in view, oldest first. */
  texts() {
    return this.page.$$eval(`${ROWS} .message`, (rows) =>
      rows.map((row) => row.querySelector("p")?.innerText.trim() ?? ""),
    );
  }

  /** Every text of the open conversation, read by scrolling from its beginning to its end. */
  async allTexts() {
    const rowsByKey = new Map();
    await this.#scrollTo("start");
    for (let round = 0; round < 200; round++) {
      for (const [label, text] of await this.#rowsInView()) rowsByKey.set(label, text);
      if (await this.#pageDown()) break;
    }
    return [...rowsByKey.values()];
  }

  #rowsInView() {
    return this.page.$$eval(ROWS, (rows) =>
      rows
        .filter((row) => row.querySelector(".message") !== null)
        .map((row) => [
          row.querySelector(".message").dataset.key,
          row.querySelector("p")?.innerText.trim() ?? "",
        ]),
    );
  }

  #scrollTo(end) {
    return this.page.$eval(
      "#messages .scroll, .scroll",
      async (scroller, where) => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
        let before = -1;
        for (let round = 0; round < 200 && before !== scroller.scrollHeight; round++) {
          before = scroller.scrollHeight;
          scroller.scrollTop = where === "start" ? 0 : scroller.scrollHeight;
          await frame();
          await frame();
          await frame();
        }
      },
      end,
    );
  }

  #pageDown() {
    return this.page.$eval("#messages .scroll, .scroll", async (scroller) => {
      const before = scroller.scrollTop;
      scroller.scrollTop += scroller.clientHeight / 2;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
      return scroller.scrollTop === before;
    });
  }

  /** Waits until a text is in view. */
  sees(text, limitMs) {
    return until(`seeing “${text}”`, async () => (await this.texts()).includes(text), limitMs);
  }

  /** Waits until the list has a row with this title. */
  async seesRow(title, limitMs = 30_000) {
    await this.page.locator(".row", { hasText: title }).waitFor({ timeout: limitMs });
  }

  /** Waits until every own message left: none is queued, none failed. */
  hasSentAll() {
    return until(
      "everything is sent",
      async () => {
        const states = await this.page.$$eval(".message.mine .delivery", (icons) =>
          icons.map((icon) => icon.className),
        );
        return states.length > 0 && states.every((state) => /sent|read/.test(state));
      },
      60_000,
    );
  }

  async shoot(folder, name) {
    await this.page.screenshot({ path: `${folder}/${name}.png` });
  }

  async close() {
    await this.browser.close();
    this.line.close();
  }
}
