/** Tells a person who looks elsewhere: by the system's notifications, the icon's badge, and the title. */
import { watch } from "vue";
import type { Client } from "./context";
import { previewText } from "./preview";
import { t } from "./text";

export type Permission = "granted" | "denied" | "default" | "none";

export const notificationPermission = (): Permission =>
  "Notification" in globalThis ? Notification.permission : "none";

/** Only ever after a person asked for it. */
export async function askToNotify(): Promise<Permission> {
  return "Notification" in globalThis ? await Notification.requestPermission() : "none";
}

const isLooking = () => document.visibilityState === "visible" && document.hasFocus();

/** By conversation: shown, and to be closed when it is read, here or elsewhere. */
const shown = new Map<string, Notification>();

export function followNotices({ chat, preferences, router }: Client): void {
  const look = () => chat.looks(isLooking());
  for (const event of ["focus", "blur", "pageshow"]) addEventListener(event, look);
  addEventListener("pagehide", () => chat.looks(false));
  document.addEventListener("visibilitychange", look);
  watch(chat.phase, look);

  watch(chat.announced, (arrived) => {
    if (arrived === undefined || !preferences.notifies || notificationPermission() !== "granted") return;
    if (isLooking() || !chat.shouldNotify) return;
    const { conversation, message } = arrived;
    const row = chat.rows.value.find((each) => each.id === conversation);
    const name = chat.name(message.sender);
    const title = row?.isGroup ? `${name} · ${row.title}` : name;
    const body = previewText(message.body.kind, message.body.text);
    const notification = new Notification(title, { body, tag: conversation, icon: "icon.svg" });
    notification.onclick = () => {
      focus();
      router.go({ name: "chat", id: conversation });
      notification.close();
    };
    notification.onclose = () => shown.delete(conversation);
    shown.set(conversation, notification);
  });

  watch(chat.rows, (rows) => {
    for (const [id, notification] of shown)
      if (rows.every((row) => row.id !== id || row.unread === 0)) notification.close();
  });
  watch(chat.unread, badge, { immediate: true });
}

/** The number on the application's icon, and a dot on the tab's. */
function badge(unread: number): void {
  if ("setAppBadge" in navigator) {
    const set = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge();
    set.catch(() => {
      // Only an installed page has a badge.
    });
  }
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = unread > 0 ? "icon-unread.svg" : "icon.svg";
  if (icon !== null && icon.getAttribute("href") !== href) icon.setAttribute("href", href);
}

export const notifyText = (permission: Permission): string =>
  permission === "denied" ? t.notifyDenied : permission === "none" ? t.notifyNone : t.notifyHint;
