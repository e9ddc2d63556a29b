/** Times as people read them, in the locale on the screen and the browser's zone. */
import { locale, t } from "./text";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(ms: number, options: Intl.DateTimeFormatOptions): string {
  const key = locale() + JSON.stringify(options);
  const held = formats.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  formats.set(key, held);
  return held.format(ms);
}

const DAY_MS = 24 * 3_600_000;

/** Whole days between a time and now, by the calendar. */
function daysAgo(ms: number, nowMs: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(nowMs) - midnight(ms)) / DAY_MS);
}

export const timeOfDay = (ms: number): string =>
  format(ms, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const fullTime = (ms: number): string => format(ms, { dateStyle: "full", timeStyle: "short" });

/** In the list: the time today, else the day. */
export function rowTime(ms: number, nowMs = Date.now()): string {
  if (ms === 0) return "";
  const days = daysAgo(ms, nowMs);
  if (days <= 0) return timeOfDay(ms);
  if (days === 1) return t.yesterday;
  if (days < 7) return format(ms, { weekday: "short" });
  return sameYear(ms, nowMs)
    ? format(ms, { month: "short", day: "numeric" })
    : format(ms, { dateStyle: "short" });
}

/** Between messages. */
export function dayName(ms: number, nowMs = Date.now()): string {
  const days = daysAgo(ms, nowMs);
  const date = format(ms, { month: "long", day: "numeric" });
  if (days === 0) return `${t.today} · ${date}`;
  if (days === 1) return `${t.yesterday} · ${date}`;
  if (days < 7) return `${format(ms, { weekday: "long" })} · ${date}`;
  return sameYear(ms, nowMs) ? date : format(ms, { year: "numeric", month: "long", day: "numeric" });
}

const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();
