import { expect, test, vi } from "vitest";
import { createApp, h, nextTick } from "vue";
import ChatRow from "../src/view/chat/ChatRow.vue";
import Composer from "../src/view/chat/Composer.vue";
import { CLIENT, type Client } from "../src/view/context";
import { initialOf, nameColour } from "../src/view/looks";
import { RichText } from "../src/view/parts/RichText";
import { previewText } from "../src/view/preview";
import { useLocale } from "../src/view/text";
import { Stage } from "./harness";

function mount(component: Parameters<typeof h>[0], props: object, client?: Partial<Client>): HTMLElement {
  const root = document.createElement("div");
  document.body.append(root);
  const app = createApp({ render: () => h(component as never, props) });
  if (client !== undefined) app.provide(CLIENT, client as Client);
  app.mount(root);
  return root;
}

test("what somebody wrote is never markup", () => {
  const text = '<img src=x onerror="alert(1)"> <script>alert(1)</script> https://a.example/"><b>';
  const root = mount(RichText, { text });
  expect(root.textContent).toBe(text);
  expect(root.querySelectorAll("img, script, b")).toHaveLength(0);
  expect(root.querySelector("a")?.rel).toContain("noopener");
});

async function composer(sendsWithControl = false) {
  vi.stubGlobal("CSS", { supports: () => true });
  const client = await new Stage().client("ann");
  client.preferences.sendsWithControl = sendsWithControl;
  const id = await client.chat.openDirect("ann2").catch(() => "d:a:b");
  const sent: string[] = [];
  const root = mount(
    Composer,
    { opened: client.chat.open(id), onSend: (text: string) => sent.push(text) },
    { chat: client.chat, preferences: client.preferences },
  );
  const area = root.querySelector("textarea") as HTMLTextAreaElement;
  const press = async (init: KeyboardEventInit & { keyCode?: number }) => {
    const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init });
    if (init.keyCode !== undefined) Object.defineProperty(event, "keyCode", { value: init.keyCode });
    area.dispatchEvent(event);
    await nextTick();
  };
  area.value = "你好";
  area.dispatchEvent(new Event("input"));
  await nextTick();
  return { area, press, sent };
}

test("an Enter that ends a composition never sends", async () => {
  const { area, press, sent } = await composer();
  await press({ isComposing: true });
  await press({ keyCode: 229 });
  await press({ shiftKey: true });
  expect(sent).toEqual([]);
  await press({});
  expect(sent).toEqual(["你好"]);
  expect(area.value).toBe("");
});

test("with Ctrl+Enter set, Enter makes a line", async () => {
  const { press, sent } = await composer(true);
  await press({});
  expect(sent).toEqual([]);
  await press({ ctrlKey: true });
  expect(sent).toEqual(["你好"]);
});

test("an initial is a whole letter, and a colour depends on the id alone", () => {
  expect(initialOf("👩‍💻 dev")).toBe("👩‍💻");
  expect(initialOf("")).toBe("?");
  expect(nameColour("ann")).toBe(nameColour("ann"));
});

test("a name is never markup, wherever it stands", async () => {
  const name = '"><img src=x onerror=alert(1)>{{ 7 * 7 }}';
  const row = {
    id: "g:x",
    isGroup: true,
    title: name,
    seed: "x",
    atMs: 1,
    activeMs: 1,
    unread: 2,
    author: name,
    preview: { kind: 1, text: name },
    state: undefined,
    typing: [] as string[],
    draft: "",
  };
  const router = { href: () => "/c/", go: () => {} };
  const shown = (change: Partial<typeof row>) =>
    mount(ChatRow, { row: { ...row, ...change }, isOpen: false, isFocusable: true }, { router } as never);
  for (const root of [shown({}), shown({ typing: [name] }), shown({ draft: name })]) {
    expect(root.textContent).toContain(name);
    expect(root.querySelectorAll("img, [onerror]")).toHaveLength(0);
  }
});

test("a message of a kind that this client does not know says so, and shows what text it has", () => {
  useLocale("en");
  expect(previewText(4_711, "")).toBe("Message of another kind");
  expect(previewText(4_711, "a text all the same")).toBe("a text all the same");
});
