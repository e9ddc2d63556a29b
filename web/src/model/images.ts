/** Images are made small before they leave: at most 1600 px, without the camera's and the place's data. */

const MAX_SIDE = 1_600;
const THUMB_SIDE = 96;
const MAX_THUMB_BYTES = 5_000;
/** Larger ones would only cost memory. */
export const MAX_SOURCE_BYTES = 50 * 1024 * 1024;

export interface PreparedImage {
  readonly file: Blob;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Travels inside the message, so that the place of the image is never empty. */
  readonly thumbnail: Uint8Array;
}

export class NotAnImage extends Error {}

/** @throws NotAnImage if the browser can't read it */
export async function prepareImage(source: File): Promise<PreparedImage> {
  if (source.size > MAX_SOURCE_BYTES) throw new NotAnImage("too large");
  const bitmap = await createImageBitmap(source, { imageOrientation: "from-image" }).catch(() => {
    throw new NotAnImage(source.type);
  });
  try {
    const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    // An animation would lose its movement by being drawn.
    const isKept = source.type === "image/gif" && source.size < 4 * 1024 * 1024;
    const file = isKept ? source : await drawn(bitmap, width, height, 0.82);
    const name = `${source.name.replace(/\.[^.]*$/, "") || "image"}.${file.type.split("/")[1] ?? "webp"}`;
    return { file, name, width, height, thumbnail: await thumbnailOf(bitmap) };
  } finally {
    bitmap.close();
  }
}

async function thumbnailOf(bitmap: ImageBitmap): Promise<Uint8Array> {
  const scale = THUMB_SIDE / Math.max(bitmap.width, bitmap.height, THUMB_SIDE);
  for (const factor of [1, 0.66, 0.33]) {
    const width = Math.max(1, Math.round(bitmap.width * scale * factor));
    const height = Math.max(1, Math.round(bitmap.height * scale * factor));
    const blob = await drawn(bitmap, width, height, 0.5);
    if (blob.size <= MAX_THUMB_BYTES) return new Uint8Array(await blob.arrayBuffer());
  }
  return new Uint8Array();
}

function drawn(bitmap: ImageBitmap, width: number, height: number, quality: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new NotAnImage("no canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: "image/webp", quality });
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The size a message names, so that its place is reserved before the image is there. */
export function sizeOf(content: string): ImageSize {
  try {
    const { w, h } = JSON.parse(content) as { w?: unknown; h?: unknown };
    if (typeof w === "number" && typeof h === "number" && w > 0 && h > 0 && w < 20_000 && h < 20_000) {
      return { width: w, height: h };
    }
  } catch {
    // Somebody else's format.
  }
  return { width: 320, height: 240 };
}

/** Where an image of this size is shown inside a bubble. */
export function shownSize({ width, height }: ImageSize, maxWidth: number, maxHeight: number): ImageSize {
  const scale = Math.min(maxWidth / width, maxHeight / height, 1);
  return {
    width: Math.max(120, Math.round(width * scale)),
    height: Math.max(60, Math.round(height * scale)),
  };
}
