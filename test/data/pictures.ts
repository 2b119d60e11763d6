/**
 * Generated photographs, after those of the paper's attack (Sec. 5.2): balls and kites of any colour and place on a plain ground, lit
 * differently, with the noise of a camera. What they have in common is their shape alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { createRandom, type Random } from '../../extension/core/random';

const SIDE = 32;
const NOISE = 0.03;
const SHAPES = ['ball', 'kite'] as const;

/** `train` and `test` of the folder with one sub-folder a shape, so many pictures of each. */
export function writePictures(folder: string, counts: { train: number; test: number }, seed: number): void {
  const random = createRandom(seed);
  for (const part of ['train', 'test'] as const)
    for (const shape of SHAPES) {
      const to = join(folder, part, shape);
      mkdirSync(to, { recursive: true });
      for (let i = 0; i < counts[part]; i++) {
        const image = { width: SIDE, height: SIDE, channels: 3, data: picture(shape, random) };
        writeFileSync(join(to, `${String(i).padStart(3, '0')}.png`), encode(image));
      }
    }
}

function picture(shape: (typeof SHAPES)[number], random: Random): Uint8Array {
  const between = (from: number, to: number): number => from + (to - from) * random();
  const [x0, y0, size, light] = [between(10, 22), between(10, 22), between(6, 10), between(0.8, 1.2)];
  const ground = [0, 1, 2].map(() => between(0.35, 0.55));
  const colour = [0, 1, 2].map(() => between(0.5, 0.8));
  const data = new Uint8Array(SIDE * SIDE * 3);
  for (let p = 0; p < SIDE * SIDE; p++) {
    const dx = ((p % SIDE) - x0) / size;
    const dy = (Math.floor(p / SIDE) - y0) / size;
    const inside = shape === 'ball' ? Math.hypot(dx, dy) < 1 : Math.abs(dx) + Math.abs(dy) / 0.6 < 1.2;
    for (let c = 0; c < 3; c++) {
      const value = light * (inside ? colour[c]! : ground[c]!) + NOISE * normal(random);
      data[3 * p + c] = Math.max(0, Math.min(255, Math.round(255 * value)));
    }
  }
  return data;
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
