// Two people chat and send a picture over HTTPS: every hop of it is encrypted, and no error is waved through.
import { check, same, step, until } from "../steps.mjs";

export async function journey({ person, folder }) {
  const ann = await person({ locale: "en" });
  const bob = await person({ locale: "zh-CN", theme: "dark" });
  const requests = [];
  const sockets = [];
  for (const each of [ann, bob]) {
    each.page.on("request", (request) => requests.push(request.url()));
    each.page.on("websocket", (socket) => sockets.push(socket.url()));
  }

  await step("two people register", async () => {
    await ann.register("ann", "Ann");
    await ann.isIn();
    await bob.register("bob", "鲍勃");
    await bob.isIn();
    check(await ann.page.evaluate(() => isSecureContext), "the page is secure");
  });

  await step("they write to each other and send a picture", async () => {
    await ann.writeTo("bob");
    await ann.say("over TLS / 经过加密");
    await bob.seesRow("Ann");
    await bob.choose("Ann");
    await bob.sees("over TLS / 经过加密");
    await bob.say("收到");
    await ann.sees("收到");
    await ann.pastePicture("a picture");
    await bob.sees("a picture");
    const image = bob.page.locator(".image > img:not(.thumbnail)").last();
    await until("the picture is loaded", () =>
      image.evaluate((img) => img.complete && img.naturalWidth === 640),
    );
    await bob.shoot(folder, "secure-bob");
  });

  await step("all of it went over HTTPS and WSS, with cookies for those alone", async () => {
    check(sockets.length >= 2, "the pages opened sockets");
    same(
      [...sockets, ...requests].filter((url) => !/^(https|wss|blob|data):/.test(url)),
      [],
      "what went in the clear",
    );
    const session = (await ann.context.cookies()).find((cookie) => cookie.name.endsWith("hearth_session"));
    check(
      session?.secure && session.httpOnly && session.sameSite === "Lax",
      "the session's cookie is guarded",
    );
    for (const each of [ann, bob]) same(each.complaints, [], "what the pages complained of");
  });
}
