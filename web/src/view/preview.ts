import { FILE_KIND, IMAGE_KIND, isNotice, TEXT_KIND } from "../protocol/words";
import { t } from "./text";

/** A message in one line. */
export function previewText(kind: number, text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (kind === 0 || kind === TEXT_KIND || isNotice(kind)) return line;
  if (kind === IMAGE_KIND) return line === "" ? t.image : line;
  if (kind === FILE_KIND) return line === "" ? t.file : line;
  return line === "" ? t.unknownMessage : line;
}
