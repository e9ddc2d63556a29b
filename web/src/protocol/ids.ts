/** Ids that the client makes or recognises. */

/** A UUIDv7 (RFC 9562 section 5.7) of the given time; `random` fills ten bytes. */
export function uuidV7(
  timeMs: number,
  random: (bytes: Uint8Array<ArrayBuffer>) => void = fillRandom,
): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  let rest = Math.floor(timeMs);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** When the maker of a UUIDv7 says it was made. */
export const timeOf = (cid: string): number => Number.parseInt(cid.slice(0, 8) + cid.slice(9, 13), 16);

const EXTERNAL_ID = /^[A-Za-z0-9._@+=~-]{1,64}$/;

/** Whether a text may be a user id. */
export const isUserId = (text: string): boolean => EXTERNAL_ID.test(text);

function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes);
}
