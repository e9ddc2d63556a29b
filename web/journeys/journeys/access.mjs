// Every screen that exists, judged by axe-core, in both themes; and the whole of a chat by keyboard alone.
import { readFileSync } from "node:fs";
import { check, same, step } from "../steps.mjs";

const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

async function judge(person, screen) {
  const found = await person.page.evaluate(async (axe) => {
    // The page allows no script but its own; what judges it runs beside it.
    if (globalThis.axe === undefined) new Function(axe)();
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(
      (each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
  }, AXE);
  same(found, [], `what axe found on ${screen}`);
}

export async function journey({ person, folder }) {
  // What fades in is judged when it is there.
  const options = { bypassCSP: true, reducedMotion: "reduce" };
  const ann = await person({ ...options, locale: "en" });
  const bob = await person({
    ...options,
    locale: "zh-CN",
    theme: "dark",
    viewport: { width: 390, height: 844 },
  });

  await step("the doors", async () => {
    await ann.open();
    await ann.page.waitForSelector(".code.shown");
    await judge(ann, "log-in");
    await bob.open("/c/register");
    await bob.page.waitForSelector(".gate");
    await judge(bob, "register");
    await ann.register("ann", "Ann");
    await bob.register("bob", "鲍勃");
    await ann.isIn();
    await bob.isIn();
    await judge(ann, "an empty list");
    await judge(bob, "an empty list, phone, dark");
  });

  await step("a chat is found, opened and written by keyboard alone", async () => {
    await focusOn(ann, "New chat");
    await ann.page.keyboard.press("Enter");
    await ann.page.waitForSelector(".modal");
    await judge(ann, "new chat");
    await ann.page.keyboard.type("bob");
    await ann.page.keyboard.press("Enter");
    await ann.page.waitForSelector(".modal", { state: "detached" });
    await ann.page.waitForSelector(".composer textarea");
    await ann.page.keyboard.type("by keyboard");
    await ann.page.keyboard.press("Enter");
    await ann.sees("by keyboard");
    await ann.hasSentAll();
    await ann.pastePicture("a picture");
    await ann.hasSentAll();
    await judge(ann, "a conversation");
  });

  await step("the screens of a phone in the dark", async () => {
    await bob.seesRow("Ann");
    await judge(bob, "the list, phone, dark");
    await bob.choose("Ann");
    await bob.sees("by keyboard");
    await judge(bob, "a conversation, phone, dark");
    await bob.open("/c/settings");
    await bob.page.waitForSelector(".settings");
    await judge(bob, "settings, phone, dark");
    await bob.open("/c/scan");
    await bob.page.waitForSelector(".scan");
    await judge(bob, "confirming a code, phone, dark");
    await bob.shoot(folder, "access-phone");
  });

  await step("groups, details and what is said when the line is cut", async () => {
    await ann.makeGroup("Readers", ["bob"]);
    await ann.page.click(".bar [aria-pressed]");
    await ann.page.waitForSelector(".details .person");
    await judge(ann, "a group with its details");
    ann.line.cut();
    await ann.page.waitForSelector(".banner");
    await judge(ann, "no connection");
    ann.line.mend();
    await ann.page.waitForSelector(".banner", { state: "detached" });
    await ann.open("/c/settings");
    await ann.page.waitForSelector(".settings");
    await judge(ann, "settings");
  });
}

/** Moves by Tab until the control of this name has the focus. */
async function focusOn(person, name) {
  for (let i = 0; i < 40; i++) {
    await person.page.keyboard.press("Tab");
    const focused = await person.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    if (focused === name) return;
  }
  check(false, `“${name}” is reached by Tab`);
}
