import { beforeEach, describe, expect, test, vi } from "vitest";
import { NO_FAULTS } from "../fake/session";
import type { PreparedImage } from "../src/model/images";
import { ErrorCode, Stage, type TestClient } from "./harness";

const bytes = (size: number, value: number) => new Uint8Array(size).fill(value);
const picture = (size: number, value = 7): PreparedImage => ({
  file: new Blob([bytes(size, value)], { type: "image/webp" }),
  name: "x.webp",
  width: 40,
  height: 30,
  thumbnail: bytes(9, 1),
});

let stage: Stage;
let ann: TestClient;
let bob: TestClient;
let id: string;

beforeEach(async () => {
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => `blob:${(blob as Blob).size}`);
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => {});
  stage = new Stage();
  ann = await stage.client("ann");
  bob = await stage.client("bob");
  id = await ann.chat.openDirect("bob");
  ann.chat.open(id);
  bob.chat.open(id);
  await stage.clock.pass(10);
});

const send = (image: PreparedImage, caption: string) =>
  ann.chat.pendings.image(id, image, caption, `blob:local-${caption}`);
const stored = () => stage.world.conversations.get(id)?.messages.map((each) => each.body) ?? [];
const isStored = (file: string) =>
  Buffer.from(stage.accounts.files.stored.get(file)?.bytes ?? []).equals(bytes(1_300_000, 7));
const failure = () => {
  const [item] = ann.chat.opened.value?.items.value.filter((each) => each.kind === "message") ?? [];
  return item?.kind === "message" ? item.pending?.failure : undefined;
};

describe("sending an image", () => {
  test("the message names the stored file, and the other side gets its bytes", async () => {
    send(picture(1_300_000), "hello");
    await Promise.resolve();
    expect(ann.states()).toEqual(["preparing"]);
    await stage.clock.pass(10);
    expect(ann.states()).toEqual(["sent"]);
    const file = stored()[0]?.mediaUrl ?? "";
    expect(file).toMatch(/^[0-9a-f]{32}$/);
    expect(isStored(file)).toBe(true);
    await expect(bob.chat.pendings.files.images.source(id, file)).resolves.toBe("blob:1300000");
    // Nobody loads again what they have just sent.
    await expect(ann.chat.pendings.files.images.source(id, file)).resolves.toBe("blob:local-hello");
  });

  test("several arrive in the order in which they were picked", async () => {
    send(picture(1_400_000), "first, and the largest");
    send(picture(10), "second");
    await stage.clock.pass(10);
    expect(stored().map((body) => body?.text)).toEqual(["first, and the largest", "second"]);
  });

  test("a chunk whose answer was lost is told where to go on", async () => {
    let losses = 2;
    stage.answered = (path, method) => {
      if (method === "PATCH" && path.startsWith("/files/") && losses-- > 0) throw new TypeError("lost");
    };
    send(picture(1_300_000), "x");
    await stage.clock.pass(30_000);
    expect(ann.states()).toEqual(["sent"]);
    expect(isStored(stored()[0]?.mediaUrl ?? "")).toBe(true);
  });

  test("written while offline it is uploaded when the connection is back, with no click", async () => {
    stage.isDown = true;
    stage.world.cut(4005);
    await stage.clock.pass(10);
    send(picture(10), "x");
    await stage.clock.pass(20_000);
    expect(ann.states()).toEqual(["preparing"]);
    stage.isDown = false;
    await stage.clock.pass(60_000);
    expect(ann.states()).toEqual(["sent"]);
  });

  test("a file store that is away for long is told, and the image is still there to send", async () => {
    stage.isOut = (path) => path.startsWith("/files/");
    send(picture(10), "x");
    await stage.clock.pass(300_000);
    expect(ann.states()).toEqual(["failed"]);
    expect(failure()).toBe("upload");
    stage.isOut = () => false;
    const [item] = ann.chat.opened.value?.items.value.filter((each) => each.kind === "message") ?? [];
    ann.chat.pendings.retry(item?.key ?? "");
    await stage.clock.pass(10);
    expect(ann.states()).toEqual(["sent"]);
  });

  test("a grant that has become too old is asked for again", async () => {
    stage.isOut = (path) => path.startsWith("/files/");
    send(picture(10), "x");
    await stage.clock.pass(3_000);
    stage.accounts.files.expire();
    stage.isOut = () => false;
    await stage.clock.pass(30_000);
    expect(ann.states()).toEqual(["sent"]);
  });

  test("a refusal names its code, and is not tried again", async () => {
    stage.faults = {
      ...NO_FAULTS,
      refuses: ({ method }) => (method.case === "grantUpload" ? ErrorCode.FILE_TOO_LARGE : undefined),
    };
    send(picture(10), "x");
    await stage.clock.pass(10);
    expect(failure()).toEqual({ code: ErrorCode.FILE_TOO_LARGE });
  });

  test("signing out ends an upload: nothing of it is sent by who signs in next", async () => {
    stage.isOut = (path) => path.startsWith("/files/");
    send(picture(10), "x");
    await stage.clock.pass(10);
    await ann.account.logOut();
    ann.chat.stop("signedOut");
    stage.isOut = () => false;
    stage.world.addUser("eve", "password", "Eve", "eve");
    await ann.account.logIn("eve", "password");
    ann.chat.start("eve");
    await stage.clock.pass(120_000);
    expect(stored()).toEqual([]);
  });
});

describe("loading an image", () => {
  const source = (file: string) => bob.chat.pendings.files.images.source(id, file);
  const put = (type: string, size = 5) => stage.accounts.files.put(id, type, bytes(size, 2));

  test("what names no file of ours is not loaded from anywhere", async () => {
    const fetched = vi.spyOn(stage.accounts, "handle");
    for (const bad of [
      "https://evil.example/x.png",
      "javascript:alert(1)",
      "data:image/svg+xml,x",
      "//evil.example/x",
      "../../me",
      "",
    ]) {
      await expect(source(bad), bad).rejects.toMatchObject({ why: "refused" });
    }
    expect(fetched).not.toHaveBeenCalled();
  });

  test("only the image types that the store checks are shown", async () => {
    for (const bad of ["image/svg+xml", "text/html", "application/pdf"]) {
      const loading = source(put(bad));
      const refused = expect(loading, bad).rejects.toMatchObject({ why: "refused" });
      await stage.clock.pass(10);
      await refused;
    }
  });

  test("two who want the same image ask for it once", async () => {
    const file = put("image/png");
    const both = Promise.all([source(file), source(file)]);
    await stage.clock.pass(10);
    expect(await both).toEqual(["blob:5", "blob:5"]);
    expect(URL.createObjectURL).toHaveBeenCalledTimes(1);
  });

  test("the longest unused images are let go", async () => {
    const first = put("image/png");
    const loading = source(first);
    await stage.clock.pass(10);
    await loading;
    const { images } = bob.chat.pendings.files;
    for (let i = 0; i < 200; i++) images.hold(`held ${i}`, { url: `blob:held-${i}`, bytes: 1 });
    expect(URL.revokeObjectURL).toHaveBeenCalledWith("blob:5");
  });

  test("of another conversation's file nothing is told", async () => {
    const file = stage.accounts.files.put("g:other", "image/png", bytes(5, 2));
    const refused = expect(source(file)).rejects.toMatchObject({ code: ErrorCode.FILE_NOT_FOUND });
    await stage.clock.pass(10);
    await refused;
  });
});
