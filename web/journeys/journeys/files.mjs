// What cannot be sent says why, and nothing else is lost: lying types, no images, an IM node that is away, hostile bytes.
import { kill, start } from "../server.mjs";
import { check, same, step, until } from "../steps.mjs";

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export async function journey({ person, url }) {
  const ann = await person();
  const bob = await person();
  await step("two people talk", async () => {
    await ann.register("ann", "Ann");
    await bob.register("bob", "Bob");
    await ann.isIn();
    await bob.isIn();
    await ann.writeTo("bob");
    await ann.say("first");
    await bob.seesRow("Ann");
    await bob.choose("Ann");
    await bob.sees("first");
  });

  await step("what only calls itself an image is refused before it leaves", async () => {
    for (const bytes of [
      [0x4d, 0x5a, 0x90],
      [...PNG_HEAD, 1, 2, 3],
      [...Buffer.from("<svg onload=alert(1)>")],
    ]) {
      await ann.page.setInputFiles("input[type=file]", {
        name: "holiday.png",
        mimeType: "image/png",
        buffer: Buffer.from(bytes),
      });
      await ann.page.waitForSelector(".modal [role=alert]");
      check(await ann.page.locator(".modal footer .primary").isDisabled(), "it cannot be sent");
      await ann.page.keyboard.press("Escape");
      await ann.page.waitForSelector(".modal", { state: "detached" });
    }
  });

  await step("the store believes neither strangers nor a type that lies", async () => {
    const bare = await fetch(`${url}/files/uploads`, { method: "POST" });
    check(bare.status === 401 || bare.status === 403, `without a grant: ${bare.status}`);
    const forged = await fetch(`${url}/files/uploads`, {
      method: "POST",
      headers: { authorization: "Bearer bm90IGEgZ3JhbnQ" },
    });
    check(forged.status === 401 || forged.status === 403, `with a forged grant: ${forged.status}`);
    const guessed = await fetch(`${url}/files/0000000000000000`);
    check(guessed.status >= 400 && guessed.status < 500, `a guessed file: ${guessed.status}`);
  });

  await step("the server goes away while the page is open: texts and a picture wait, in order", async () => {
    await kill();
    await ann.page.waitForSelector(".banner");
    await ann.say("while it was away");
    await ann.pastePicture("a picture while it was away");
    await ann.say("and after the picture");
    await until("three wait", async () => (await ann.page.locator(".message.mine .delivery").count()) >= 4);
    await start();
    await bob.sees("and after the picture", 60_000);
    await ann.hasSentAll();
    await ann.page.waitForSelector(".banner", { state: "detached" });
  });

  await step("everything arrived once, in its order, and the picture opens", async () => {
    // A text does not wait for the upload of a picture that was begun before it.
    const texts = (await bob.allTexts()).filter((text) => text !== "a picture while it was away");
    same(texts, ["first", "while it was away", "and after the picture"], "the texts that he sees");
    same((await bob.allTexts()).length, 4, "how many messages he sees");
    const image = bob.page.locator(".image > img:not(.thumbnail)").last();
    await until("the picture is loaded", () =>
      image.evaluate((img) => img.complete && img.naturalWidth === 640),
    );
  });
}
