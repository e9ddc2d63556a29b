import { reactive, watch } from "vue";

export type Theme = "system" | "light" | "dark";
export type Locale = "en" | "zh-CN";

/** What a person set on this device. */
export interface Preferences {
  theme: Theme;
  locale: Locale;
  /** True: Enter makes a new line and Ctrl+Enter sends. */
  sendsWithControl: boolean;
  /** Whether what comes while nobody looks is shown by the system. */
  notifies: boolean;
  /** Whether the panel about the conversation is open. */
  showsDetails: boolean;
  /** The IM device's id, issued by the server. */
  clientId: string;
  /** Who is signed in in this browser; empty: nobody. */
  userId: string;
}

const KEY = "hearth.preferences";

export function loadPreferences(storage: Storage, languages: readonly string[]): Preferences {
  const preferences = reactive<Preferences>({
    theme: "system",
    locale: languages[0]?.toLowerCase().startsWith("zh") ? "zh-CN" : "en",
    sendsWithControl: false,
    notifies: true,
    showsDetails: false,
    clientId: "",
    userId: "",
    ...stored(storage),
  });
  watch(preferences, () => {
    try {
      storage.setItem(KEY, JSON.stringify(preferences));
    } catch {
      // A full or forbidden storage costs the settings at the next visit, nothing else.
    }
  });
  // What is set in one tab holds in all.
  globalThis.addEventListener?.("storage", ({ key }) => {
    if (key === KEY) Object.assign(preferences, stored(storage));
  });
  return preferences;
}

function stored(storage: Storage): Partial<Preferences> {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
