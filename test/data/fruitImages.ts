/** Generated pictures in colour, one sub-folder per class. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { createRandom, type Random } from '../../extension/core/random';

/** What the classes of the pictures have in common, red, green and blue. */
const COLOURS = { apple: [200, 60, 50], lime: [110, 190, 60], plum: [120, 60, 150] } as const;

/**
 * Writes `count` pictures of each fruit: a round spot of its colour on a noisy ground, 24 × 24 pixels and some of other sizes, by
 * turns JPEG and PNG; the same for the same seed.
 */
export function writeFruits(folder: string, count: number, seed: number): void {
  const random = createRandom(seed);
  for (const [fruit, colour] of Object.entries(COLOURS)) {
    mkdirSync(join(folder, fruit), { recursive: true });
    for (let i = 0; i < count; i++) {
      const side = i % 4 === 3 ? 40 : 24;
      const rgb = drawSpot(side, colour, random);
      const file = join(folder, fruit, `${String(i).padStart(3, '0')}.${i % 2 === 0 ? 'jpg' : 'png'}`);
      writeFileSync(file, i % 2 === 0 ? jpegOf(side, rgb) : pngOf(side, rgb));
    }
  }
}

function drawSpot(side: number, colour: readonly number[], random: Random): Uint8Array {
  const [x0, y0] = [side * (0.35 + 0.3 * random()), side * (0.35 + 0.3 * random())];
  const radius = side * (0.2 + 0.15 * random());
  const rgb = new Uint8Array(side * side * 3);
  for (let p = 0; p < side * side; p++) {
    const inside = Math.hypot((p % side) - x0, Math.floor(p / side) - y0) < radius;
    for (let c = 0; c < 3; c++) {
      const value = (inside ? colour[c] : 128) + 60 * (random() - 0.5);
      rgb[3 * p + c] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
  return rgb;
}

function pngOf(side: number, data: Uint8Array): Uint8Array {
  return encodePng({ width: side, height: side, channels: 3, data });
}

function jpegOf(side: number, rgb: Uint8Array): Uint8Array {
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let p = 0; p < side * side; p++) data.set(rgb.subarray(3 * p, 3 * p + 3), 4 * p);
  return encodeJpeg({ width: side, height: side, data }, 90).data;
}
