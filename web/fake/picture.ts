/** A drawn picture as a PNG, so that the fake has something to show: dusk over hills. */
import { deflateSync } from "node:zlib";

type Colour = readonly [number, number, number];

const SKY: readonly Colour[] = [
  [70, 84, 128],
  [196, 132, 138],
  [244, 190, 140],
  [252, 224, 178],
];

export function dusk(width: number, height: number, seed: number): Uint8Array {
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    rows.push(0);
    for (let x = 0; x < width; x++) rows.push(...colourAt(x / width, y / height, width / height, seed));
  }
  return png(width, height, Uint8Array.from(rows));
}

function colourAt(x: number, y: number, ratio: number, seed: number): Colour {
  const ridge = (base: number, size: number, wave: number) =>
    base - size * (Math.sin(x * wave + seed) * 0.6 + Math.sin(x * wave * 2.3 + seed * 2) * 0.4);
  if (y > ridge(0.86, 0.03, 5)) return [38, 44, 66];
  if (y > ridge(0.72, 0.07, 7)) return [66, 66, 96];
  if (y > ridge(0.6, 0.1, 4)) return [112, 96, 124];
  const distance = Math.hypot((x - 0.68) * ratio, y - 0.42);
  if (distance < 0.075) return [255, 244, 214];
  const at = Math.min(0.999, y / 0.62) * (SKY.length - 1);
  const from = SKY[Math.floor(at)] ?? [0, 0, 0];
  const to = SKY[Math.floor(at) + 1] ?? from;
  const part = at - Math.floor(at);
  const glow = Math.max(0, 0.22 - distance) * 220;
  const mix = (i: 0 | 1 | 2) => Math.min(255, Math.round(from[i] + (to[i] - from[i]) * part + glow));
  return [mix(0), mix(1), mix(2)];
}

function png(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
  const parts = [
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", new Uint8Array()),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + body.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, body.length);
  out.set(new TextEncoder().encode(type), 4);
  out.set(body, 8);
  view.setUint32(8 + body.length, crc(out.subarray(4, 8 + body.length)));
  return out;
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
