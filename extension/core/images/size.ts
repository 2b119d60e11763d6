/** The size to which the images of a dataset are brought when none is set. */
import type { ImageSize } from './types';

/** More pixels than these, 48 × 48, make more features than a linear model of a few thousand images can use. */
const MOST_PIXELS = 48 * 48;

/** The most common size; of equally common ones the smaller. */
export function commonSize(sizes: readonly ImageSize[]): ImageSize {
  const counts = new Map<string, { size: ImageSize; count: number }>();
  for (const size of sizes) {
    const key = `${size.width}x${size.height}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { size, count: 1 });
  }
  const area = ({ width, height }: ImageSize): number => width * height;
  return [...counts.values()].sort((a, b) => b.count - a.count || area(a.size) - area(b.size))[0].size;
}

/** The size itself, or with its aspect ratio as large as a model of pixels takes. */
export function affordableSize(size: ImageSize): ImageSize {
  const { width, height } = size;
  const shrink = Math.sqrt(MOST_PIXELS / (width * height));
  if (shrink >= 1) return size;
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
}
