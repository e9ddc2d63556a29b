/** Finding names by what is typed of them: letters, parts of words, and the initials of Chinese names. */

/** The first character of each initial, as Chinese collation orders them by their sound (CLDR zh-u-co-pinyin). */
const BOUNDARIES = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const INITIALS = "abcdefghjklmnopqrstwxyz";
const HAN = /\p{Script=Han}/u;
const MAX_KNOWN = 5_000;

let collator: Intl.Collator | undefined;
const known = new Map<string, string>();

/** The letter that a character begins with: itself, or that of its pinyin. */
function initialOf(character: string): string {
  if (!HAN.test(character)) return character;
  collator ??= new Intl.Collator("zh-Hans-CN-u-co-pinyin");
  let at = 0;
  while (at + 1 < BOUNDARIES.length && collator.compare(BOUNDARIES[at + 1] ?? "", character) <= 0) at++;
  return INITIALS[at] ?? character;
}

/** `李雷` is `ll`, `Ada 王` is `ada w`. */
export function initialsOf(name: string): string {
  const held = known.get(name);
  if (held !== undefined) return held;
  const initials = [...name.toLocaleLowerCase()].map(initialOf).join("");
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, initials);
  return initials;
}

/** How well a name fits what was typed: 0 not at all, more is better. */
export function fitness(name: string, typed: string): number {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === "") return 1;
  const text = name.toLocaleLowerCase();
  const initials = initialsOf(name);
  if (text.startsWith(wanted)) return 6;
  if (initials.startsWith(wanted)) return 5;
  if (text.split(/[\s\-_.@]+/).some((word) => word.startsWith(wanted))) return 4;
  if (text.includes(wanted)) return 3;
  if (initials.includes(wanted)) return 2;
  return isWithin(wanted, text) || isWithin(wanted, initials) ? 1 : 0;
}

/** Whether the letters come in this order, others between them. */
function isWithin(letters: string, text: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
