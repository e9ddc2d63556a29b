import { describe, expect, test } from "vitest";
import { AppCode } from "../src/connection/appServer";
import { QrConfirm } from "../src/model/qrConfirm";
import { QrLogin, tokenOf } from "../src/model/qrLogin";
import { failureText } from "../src/view/login/failure";
import { t, useLocale } from "../src/view/text";
import { en } from "../src/view/text/en";
import { Stage, settle, TestClient } from "./harness";

describe("signing in by code", () => {
  async function scene() {
    const stage = new Stage();
    const ann = await stage.client("ann");
    const other = new TestClient(stage);
    const logins: string[] = [];
    const login = new QrLogin(other.app, stage.clock, (result) => logins.push(result.userId));
    void login.show("Firefox", "");
    await settle();
    const token = login.state.value.name === "shown" ? login.state.value.token : "";
    return { stage, ann, other, login, logins, token, confirm: new QrConfirm(ann.app) };
  }

  test("a confirmed code signs the other browser in", async () => {
    const { login, logins, token, confirm } = await scene();
    await confirm.scan(tokenOf(`https://chat.example/c/scan#${token}`));
    await settle();
    expect(confirm.state.value).toMatchObject({ device: "Firefox", address: "203.0.113.7" });
    expect(login.state.value).toMatchObject({ name: "scanned", by: { userName: "ANN" } });
    await confirm.confirm(token, "ann");
    await expect.poll(() => logins).toEqual(["ann"]);
    expect(confirm.state.value.name).toBe("done");
  });

  test("a refused code signs nobody in", async () => {
    const { login, logins, token, confirm } = await scene();
    await confirm.scan(token);
    await settle();
    await confirm.cancel(token);
    await expect.poll(() => login.state.value.name).toBe("cancelled");
    expect(logins).toEqual([]);
  });

  test("an unknown or used code is expired, and nonsense is no code", async () => {
    const { confirm, token } = await scene();
    await confirm.scan("unknown-token");
    expect(confirm.state.value.name).toBe("expired");
    await confirm.scan(token);
    await confirm.scan(token);
    expect(confirm.state.value.name).toBe("expired");
    await confirm.scan(tokenOf("no code at all"));
    expect(confirm.state.value).toEqual({ name: "asking", isInvalid: true });
  });

  test("a code is renewed each minute, and the new one signs in", async () => {
    const { stage, login, logins, token, confirm } = await scene();
    await stage.clock.pass(60_001);
    const { value: shown } = login.state;
    if (shown.name !== "shown") throw new Error(shown.name);
    expect(shown.token).not.toBe(token);
    await confirm.scan(token);
    expect(confirm.state.value.name).toBe("expired");
    await confirm.scan(shown.token);
    await confirm.confirm(shown.token, "ann");
    await expect.poll(() => logins).toEqual(["ann"]);
  });

  test("a code is worth nothing to a browser that did not ask for it", async () => {
    const { stage, token } = await scene();
    const thief = new TestClient(stage);
    const answer = await thief.app.awaitQr(token, new AbortController().signal);
    expect(answer.code).toBe(AppCode.EXPIRED);
  });

  test("a server out of reach is said, not waited for", async () => {
    const { stage, login, confirm, token } = await scene();
    stage.isDown = true;
    await login.again("Firefox", "");
    expect(login.state.value).toEqual({ name: "failed", code: AppCode.UNREACHABLE });
    await confirm.scan(token);
    expect(confirm.state.value).toEqual({ name: "failed", code: AppCode.UNREACHABLE });
  });
});

describe("an account", () => {
  test("a wrong password and an unknown name are the same answer", async () => {
    const ann = await new Stage().client("ann");
    const wrong = { code: AppCode.WRONG_PASSWORD, field: "" };
    expect(await ann.account.logIn("ann", "wrong")).toEqual(wrong);
    expect(await ann.account.logIn("nobody", "wrong")).toEqual(wrong);
  });

  test("a taken name, a bad name and a weak password are refused, each by its own code", async () => {
    const { account } = await new Stage().client("ann");
    const refusal = async (name: string, password: string, shown = "") =>
      account.register(name, password, shown);
    expect(await refusal("ANN", "long enough")).toMatchObject({ code: AppCode.NAME_TAKEN });
    expect(await refusal("a b", "long enough")).toEqual({ code: AppCode.INVALID, field: "name" });
    expect(await refusal("carl", "long enough", "x".repeat(65))).toMatchObject({ field: "displayName" });
    expect(await refusal("carl", "short")).toMatchObject({ code: AppCode.WEAK_PASSWORD });
    expect(await refusal("卡尔", "long enough", "Carl")).toBeUndefined();
  });

  test("after a reload the session is still there, until it is signed out", async () => {
    const { account } = await new Stage().client("ann");
    await account.begin();
    expect(account.state.value).toEqual({ name: "signedIn", userId: "ann" });
    await account.logOut();
    await account.begin();
    expect(account.state.value).toEqual({ name: "signedOut", ended: false });
  });

  test("a node that is away when the page is opened is waited for, signed in", async () => {
    const stage = new Stage();
    const ann = await stage.client("ann");
    ann.chat.stop("signedOut");
    stage.isOut = (path) => path === "/token" || path === "/route";
    await ann.account.begin();
    expect(ann.account.state.value.name).toBe("signedIn");
    ann.chat.start("ann");
    await stage.clock.pass(60_000);
    expect(ann.chat.phase.value.name).toBe("waiting");
    stage.isOut = () => false;
    await stage.clock.pass(60_000);
    expect(ann.chat.phase.value.name).toBe("live");
  });

  test("who signs in next is connected as themselves", async () => {
    const stage = new Stage();
    const ann = await stage.client("ann");
    stage.world.addUser("eve", "password", "Eve", "eve");
    await ann.account.logOut();
    ann.chat.stop("signedOut");
    await ann.account.logIn("eve", "password");
    ann.chat.start("eve");
    await stage.clock.pass(10);
    expect([...stage.world.listeners].map((each) => each.userId)).toEqual(["eve"]);
    expect(ann.chat.me).toBe("eve");
  });
});

describe("the token", () => {
  test("is renewed over the socket before it is over, again and again, on one connection", async () => {
    const stage = new Stage();
    const ann = await stage.client("ann");
    const tokens = new Set([ann.account.current()]);
    for (let hours = 0; hours < 72; hours++) {
      await stage.clock.pass(3_600_000);
      tokens.add(ann.account.current());
    }
    expect(tokens.size).toBe(7);
    expect(stage.connections).toBe(1);
  });

  test("a dead one is replaced by the app server, and the session goes on", async () => {
    const stage = new Stage();
    const ann = await stage.client("ann");
    stage.accounts.expireTokens();
    stage.world.cut(4005);
    await stage.clock.pass(60_000);
    expect(ann.chat.phase.value.name).toBe("live");
  });
});

describe("a refusal of the app server", () => {
  test("is told in words of its own, in both languages, whatever the code", () => {
    for (const locale of ["en", "zh-CN"] as const) {
      useLocale(locale);
      const codes = Object.values(AppCode).filter(
        (code) => ![AppCode.OK, AppCode.SCANNED, AppCode.NOT_SCANNED].includes(code as never),
      );
      for (const code of codes) expect(failureText(code), `${code}`).not.toBe(t.unexpected(code));
      expect(failureText(99)).toContain("99");
    }
    useLocale("en");
    expect(failureText(AppCode.NO_RIGHT)).toBe(en.registrationClosed);
  });
});
