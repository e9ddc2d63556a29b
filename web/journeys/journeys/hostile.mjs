// Names and texts that want to be more than text, sent by hand and by the page: nothing of them ever runs.
import { check, same, step, until } from "../steps.mjs";

const HOSTILE = [
  "<script>globalThis.owned = 1</script>",
  "<img src=x onerror=globalThis.owned=1>",
  "<svg/onload=globalThis.owned=1>",
  "\"'><b onmouseover=globalThis.owned=1>x</b>",
  "javascript:globalThis.owned=1",
  "[link](javascript:globalThis.owned=1)",
  'https://example.com/"onmouseover=globalThis.owned=1',
  "{{ constructor.constructor('globalThis.owned=1')() }}",
  "\u202Egnp.exe.invoice",
  "a\u0300".repeat(300),
  "👩‍👩‍👧‍👦".repeat(50),
];

export async function journey({ person }) {
  const ann = await person();
  const bob = await person();
  const dialogs = [];
  for (const each of [ann, bob]) each.page.on("dialog", (dialog) => dialogs.push(dialog.message()));

  await step("somebody with a name that is markup writes to somebody", async () => {
    await ann.register("ann", "<img src=x onerror=globalThis.owned=1>");
    await ann.isIn();
    await bob.register("bob", "<b>Bob</b> & “Co”");
    await bob.isIn();
    await ann.writeTo("bob");
  });

  await step("every text arrives as it was written", async () => {
    for (const text of HOSTILE) await ann.say(text);
    await ann.hasSentAll();
    await bob.page.locator(".row").first().click();
    await bob.sees(HOSTILE.at(-1));
    same(await bob.allTexts(), HOSTILE, "the texts");
  });

  await step("a group is called by markup too", async () => {
    await ann.makeGroup("<h1 onclick=globalThis.owned=1>Group</h1>", ["bob"]);
    await ann.say("hello");
    await bob.seesRow("<h1 onclick=globalThis.owned=1>Group</h1>");
  });

  await step("a page of another place cannot be put into an address", async () => {
    await bob.open("/c/chat/%3Cimg%20src=x%20onerror=globalThis.owned=1%3E");
    await bob.page.waitForSelector(".pane");
    await bob.open("/c/scan#javascript:globalThis.owned=1");
    await bob.page.waitForSelector(".scan");
  });

  await step("nothing ran, nothing became an element, every link is harmless", async () => {
    for (const each of [ann, bob]) {
      check(await each.page.evaluate(() => globalThis.owned === undefined), "nothing ran");
      same(
        await each.page.locator("#app script, #app img[src=x], #app svg[onload]").count(),
        0,
        "elements made of text",
      );
      const links = await each.page.$$eval("#app a", (all) => all.map((link) => link.protocol));
      check(
        links.every((protocol) => /^(https?|mailto):$/.test(protocol)),
        `protocols ${links}`,
      );
    }
    same(dialogs, [], "dialogs");
  });

  await step("the page's own policy would have stopped it anyway", async () => {
    const [answer] = await Promise.all([
      ann.page.waitForResponse((each) => each.url().endsWith("/c/")),
      ann.open("/c/"),
    ]);
    const policy = answer.headers()["content-security-policy"];
    check(policy.includes("require-trusted-types-for 'script'") && !policy.includes("unsafe"), policy);
    const outcome = await until("an inline handler is refused", () =>
      ann.page.evaluate(() => {
        try {
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='globalThis.owned=1'>");
          return "taken";
        } catch (refusal) {
          return refusal.name;
        }
      }),
    );
    same(outcome, "TypeError", "markup from a text");
  });
}
