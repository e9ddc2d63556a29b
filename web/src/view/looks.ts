/** Colours and initials of people and groups: the same for everyone, everywhere. */

/** One of the eight name colours. */
export function nameColour(seed: string): string {
  let hash = 0;
  for (const character of seed) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `n${(hash % 8) + 1}`;
}

/** The first letter of a name, whole even where it is made of several code points. */
export function initialOf(name: string): string {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next().value?.segment ?? "?";
  return first.toLocaleUpperCase();
}

/** What this browser calls itself where it is to be told from others. */
export function deviceName(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? "Edge"
    : (/(Firefox|Chrome|Safari)\//.exec(userAgent)?.[1] ?? "Browser");
  const system = /(Windows|Android|iPhone|iPad|Macintosh|Linux)/.exec(userAgent)?.[1] ?? "";
  return system === "" ? browser : `${browser} · ${system.replace("Macintosh", "Mac")}`;
}
