import { createApp, watch, watchEffect } from "vue";
import { AppServer } from "./connection/appServer";
import { browserClock } from "./connection/clock";
import { openBrowserSocket } from "./connection/socket";
import { browserTabs } from "./connection/tabs";
import { Account } from "./model/account";
import { Chat } from "./model/chat";
import { readConfig } from "./model/config";
import { loadPreferences } from "./model/preferences";
import { Router } from "./model/router";
import App from "./view/App.vue";
import { CLIENT, type Client } from "./view/context";
import { followNotices } from "./view/notify";
import { keepShell } from "./view/shell";
import { t, useLocale } from "./view/text";
import "./view/styles/index.css";

const BEGIN_AGAIN_MS = 5_000;

function assemble(): Client {
  const config = readConfig(document.getElementById("config")?.textContent ?? "");
  const preferences = loadPreferences(localStorage, navigator.languages);
  const fetch: typeof globalThis.fetch = (url, init) => globalThis.fetch(url, init);
  const app = new AppServer((url, init) => fetch(url, init), config.appPath);
  const account = new Account(app, preferences);
  const around = {
    clock: browserClock,
    wallMs: Date.now,
    fetch,
    openSocket: openBrowserSocket,
    routeUrl: config.routePath,
    client: "hearth-web/0.1.0",
    tabs: browserTabs,
    indexedDB: globalThis.indexedDB,
  };
  const chat = new Chat(around, account, config.filesPath);
  return { account, app, chat, clock: browserClock, preferences, router: new Router(config.basePath) };
}

function follow({ account, chat, preferences, router }: Client): void {
  watchEffect(() => useLocale(preferences.locale));
  watchEffect(() => {
    const { theme } = preferences;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  });
  watchEffect(() => {
    const opened = router.place.value.name === "chat" ? chat.opened.value?.title.value : undefined;
    const unread = chat.unread.value > 0 ? `(${chat.unread.value}) ` : "";
    document.title = unread + (opened ? `${opened} · ${t.appName}` : t.appName);
  });
  watch(account.state, (state) => {
    if (state.name === "unreachable") browserClock.after(BEGIN_AGAIN_MS, () => void account.begin());
    if (state.name === "signedIn") {
      if (router.place.value.name === "register") router.go({ name: "list" }, "replace");
      void chat.start(state.userId);
    } else if (state.name === "signedOut") chat.stop(state.ended ? "ended" : "signedOut");
  });
  watch(chat.phase, (phase) => {
    if (phase.name === "stopped" && phase.why === "signedOut") account.end(true);
  });
  addEventListener("beforeunload", (event) => {
    // Where nothing is kept, what waits would be lost.
    if (!chat.isKept.value && chat.store.allPending().length > 0) event.preventDefault();
  });
  addEventListener("online", () => chat.nudge());
  addEventListener("offline", () => chat.nudge());
  addEventListener("pageshow", () => chat.nudge());
  addEventListener("pagehide", () => chat.flush());
  document.addEventListener("resume", () => chat.nudge());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") chat.nudge();
    else chat.flush();
  });
}

const client = assemble();
follow(client);
followNotices(client);
createApp(App).provide(CLIENT, client).mount("#app");
void client.account.begin();
if (import.meta.env.PROD) void keepShell();
