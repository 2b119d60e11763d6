/** MNIST digits as PNG files, one sub-folder per class. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';

const SIDE = 28;

/** Writes the `from`-th to `to`-th digit of each class to `folder/CLASS/00007.png`; every tenth as RGB, as some tools do. */
export function writeDigits(folder: string, classes: readonly number[], from: number, to: number): void {
  const digits = join(dirname(createRequire(import.meta.url).resolve('mnist')), 'digits');
  for (const digit of classes) {
    const { data } = JSON.parse(readFileSync(join(digits, `${digit}.json`), 'utf8')) as { data: number[] };
    mkdirSync(join(folder, String(digit)), { recursive: true });
    for (let i = from; i < to; i++) {
      const grey = data.slice(i * SIDE * SIDE, (i + 1) * SIDE * SIDE).map((value) => Math.round(255 * value));
      const channels = i % 10 === 0 ? 3 : 1;
      const pixels = channels === 1 ? grey : grey.flatMap((value) => [value, value, value]);
      const image = { width: SIDE, height: SIDE, channels, data: Uint8Array.from(pixels) };
      writeFileSync(join(folder, String(digit), `${String(i).padStart(5, '0')}.png`), encode(image));
    }
  }
}
