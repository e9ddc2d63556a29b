/** A text's parts, to be drawn as nodes and never as HTML. */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'，。；！？、（）《》「」【】]+/gi;
const TRAILING = /[.,;:!?)\]}'"*_~]+$/;
const MAX_LINKS = 100;

/** Splits a text at its links; only http and https become links. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  let links = 0;
  for (const match of text.matchAll(LINK)) {
    if (links++ >= MAX_LINKS) break;
    const shown = trimmed(match[0]);
    const href = hrefOf(shown);
    if (href === undefined) continue;
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push({ kind: "link", text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

/** Punctuation after a link is not part of it; a closing bracket is, if the link opened it. */
function trimmed(link: string): string {
  const short = link.replace(TRAILING, "");
  const isBracketed = link[short.length] === ")" && short.includes("(") && !short.includes(")");
  return isBracketed ? `${short})` : short;
}

function hrefOf(link: string): string | undefined {
  try {
    const url = new URL(/^www\./i.test(link) ? `https://${link}` : link);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

const EMOJI_ONLY =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*|\s){1,12}$/u;

/** One to three emoji and nothing else are drawn large. */
export function isLargeEmoji(text: string): boolean {
  if (text.length > 30 || !EMOJI_ONLY.test(text)) return false;
  const count = [...new Intl.Segmenter().segment(text.replace(/\s/g, ""))].length;
  return count >= 1 && count <= 3;
}
