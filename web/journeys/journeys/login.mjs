// What can go wrong at the door: each failure says what to do, and a code works once, in one browser.
import { decodeCode } from "../code.mjs";
import { check, same, step, until } from "../steps.mjs";

const shown = (person) => person.page.locator("[role=alert], .error").first().innerText();
const tokenOf = (address) => new URL(address).hash.slice(1);

export default async function login({ person, url, folder }) {
  const ada = await person();
  await step("an account is made, and a name is taken once", async () => {
    await ada.register("ada", "Ada");
    await ada.isIn();
    const other = await person();
    await other.register("ADA", "Somebody else");
    same(await shown(other), "This name is taken. Try another one.", "a taken name");
    await other.register("admin", "Somebody else");
    same(await shown(other), "This name is taken. Try another one.", "a reserved name");
    await other.register("grace", "Grace", "short");
    await until("a weak password is refused", async () => /at least 8 characters/i.test(await shown(other)));
    await other.register("eve", "<img src=x onerror=alert(1)>");
    await other.isIn();
    await other.close();
  });

  const door = await person();
  await step("a wrong password and an unknown name get the same answer", async () => {
    await door.logIn("ada", "not her password");
    const wrong = await shown(door);
    same(wrong, "User name or password is wrong. Check both, and try again.", "a wrong password");
    await door.logIn("nobody-at-all", "not her password");
    same(await shown(door), wrong, "an unknown name");
    await door.shoot(folder, "login-wrong");
  });

  await step("a photographed code is worthless in another browser", async () => {
    await door.open();
    const address = await until("a code", () => decodeCode(door.page));
    const thief = await person();
    await thief.open();
    const stolen = await thief.page.evaluate(async (token) => {
      const answer = await fetch(`/session_login/${token}`, { method: "POST" });
      return (await answer.json()).code;
    }, tokenOf(address));
    check(stolen !== 0 && stolen !== 9 && stolen !== 10, `the thief learns nothing (code ${stolen})`);
    await thief.close();
    await ada.open("/c/scan");
    await ada.page.fill(".scan input", address);
    await ada.page.click(".scan button.primary");
    await door.page.waitForSelector(".code.scanned");
    await door.shoot(folder, "login-scanned");
    await ada.shoot(folder, "login-confirm");
    await ada.page.locator(".scan button:not(.primary)").first().click();
    await door.page.waitForSelector(".code.cancelled");
  });

  await step("a code is used once; used again it is refused", async () => {
    await door.open();
    const address = await until("a code", () => decodeCode(door.page));
    await ada.open("/c/scan");
    await ada.page.fill(".scan input", address);
    await ada.page.click(".scan button.primary");
    await door.page.waitForSelector(".code.scanned");
    await ada.page.locator(".scan button.primary").click();
    await door.isIn();
    await ada.open("/c/scan");
    await ada.page.fill(".scan input", address);
    await ada.page.click(".scan button.primary");
    await until("it says that it was used", async () =>
      /expired or was used/.test(await ada.page.locator(".page").innerText()),
    );
  });

  await step("nonsense is not a code", async () => {
    await ada.open("/c/scan");
    await ada.page.fill(".scan input", "javascript:alert(1)");
    await ada.page.click(".scan button.primary");
    same(await shown(ada), "This is not a sign-in code.", "nonsense");
  });

  await step("signing out forgets the account in this browser", async () => {
    await door.open("/c/settings");
    await door.page.locator(".danger-line").click();
    await door.page.waitForSelector(".login");
    await door.open();
    await door.page.waitForSelector(".login");
    check((await door.context.cookies(url)).every((cookie) => cookie.name !== "hearth_session"), "no session is left");
  });
}
