import { shallowRef } from "vue";
import type { Locale } from "../../model/preferences";
import { type Catalogue, en } from "./en";
import { zh } from "./zh";

const CATALOGUES: Record<Locale, Catalogue> = { en, "zh-CN": zh };
const current = shallowRef<Locale>("en");

/** The locale on the screen; whatever reads it is drawn again when it changes. */
export const locale = () => current.value;

export function useLocale(next: Locale): void {
  current.value = next in CATALOGUES ? next : "en";
  document.documentElement.lang = current.value;
}

/** The texts in the locale on the screen: `t.send`, `t.members(3)`. */
export const t: Catalogue = new Proxy({} as Catalogue, {
  get: (_, key) => CATALOGUES[current.value][key as keyof Catalogue],
});
