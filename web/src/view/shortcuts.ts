import { t } from "./text";

export type Act =
  | "switcher"
  | "help"
  | "previous"
  | "next"
  | "previousUnread"
  | "nextUnread"
  | "first"
  | "write";

export interface Shortcut {
  /** Undefined: it is done where it is pressed. */
  readonly act: Act | undefined;
  /** Modifiers and keys as `KeyboardEvent` names them; `Control` is ⌘ on a Mac too. */
  readonly chords: readonly (readonly string[])[];
  readonly text: () => string;
}

/** Every shortcut: the page acts by this table, and the help is drawn from it. */
export const SHORTCUTS: readonly Shortcut[] = [
  { act: "switcher", chords: [["Control", "k"]], text: () => t.keySwitcher },
  { act: "previous", chords: [["Alt", "ArrowUp"]], text: () => t.keyPrevious },
  { act: "next", chords: [["Alt", "ArrowDown"]], text: () => t.keyNext },
  { act: "previousUnread", chords: [["Alt", "Shift", "ArrowUp"]], text: () => t.keyPreviousUnread },
  { act: "nextUnread", chords: [["Alt", "Shift", "ArrowDown"]], text: () => t.keyNextUnread },
  {
    act: "first",
    chords: [...["Control", "Alt"].flatMap((modifier) => [..."123456789"].map((digit) => [modifier, digit]))],
    text: () => t.keyFirst,
  },
  { act: "write", chords: [["Alt", "m"]], text: () => t.keyWrite },
  { act: undefined, chords: [["Escape"]], text: () => t.keyEscape },
  { act: "help", chords: [["?"], ["Control", "/"]], text: () => t.keyHelp },
];

/** The shortcut that a key press is, if it is one. A single character is one only where nothing is written. */
export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.isComposing || event.keyCode === 229) return undefined;
  return SHORTCUTS.find(
    ({ act, chords }) => act !== undefined && chords.some((keys) => isPressed(keys, event)),
  );
}

function isPressed(keys: readonly string[], event: KeyboardEvent): boolean {
  const key = keys.at(-1) ?? "";
  // With Alt some keyboards make another character of a key.
  const isKey = event.key.toLowerCase() === key.toLowerCase() || event.code === codeOf(key);
  if (!isKey) return false;
  if (keys.length === 1) return !isWriting(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isControl = event.ctrlKey || event.metaKey;
  return (
    isControl === keys.includes("Control") &&
    event.altKey === keys.includes("Alt") &&
    event.shiftKey === keys.includes("Shift")
  );
}

function codeOf(key: string): string | undefined {
  if (/^\d$/.test(key)) return `Digit${key}`;
  return /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : undefined;
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;

const NAMES: Readonly<Record<string, string>> = {
  Control: "Ctrl",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
};
const MAC_NAMES: Readonly<Record<string, string>> = { Control: "⌘", Alt: "⌥", Shift: "⇧" };

/** A key as it stands on the keyboard here. */
export function keyName(key: string, platform = navigator.platform): string {
  const named = /Mac|iPhone|iPad/.test(platform) ? (MAC_NAMES[key] ?? NAMES[key]) : NAMES[key];
  return named ?? (key.length === 1 ? key.toUpperCase() : key);
}
