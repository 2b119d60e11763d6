/** Scaling of pixels, the same to the last bit on every machine. */
import type { ImageSize } from './types';

/** For each output position the input positions that go into it, from `first` on, and their weights, which sum to 1. */
interface Taps {
  first: Int32Array;
  count: Int32Array;
  weights: Float64Array;
  most: number;
}

/**
 * Bilinear interpolation whose triangle grows with the scale when an image shrinks, so that every pixel counts (area averaging, as
 * Pillow's `BILINEAR` and `antialias` of tf.image.resize). Pixel centres are at half positions; the aspect ratio is not kept.
 * @param pixels height × width × channels, row-major
 * @returns the same at `to`
 */
export function resize(
  pixels: Float64Array,
  { width, height }: ImageSize,
  channels: number,
  to: ImageSize,
): Float64Array {
  if (width === to.width && height === to.height) return pixels;
  const across = tapsOf(width, to.width);
  const down = tapsOf(height, to.height);
  const narrow = new Float64Array(height * to.width * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < to.width; x++) {
      for (let k = 0; k < across.count[x]; k++) {
        const weight = across.weights[x * across.most + k];
        const from = (y * width + across.first[x] + k) * channels;
        const at = (y * to.width + x) * channels;
        for (let c = 0; c < channels; c++) narrow[at + c] += weight * pixels[from + c];
      }
    }
  }
  const rowLength = to.width * channels;
  const out = new Float64Array(to.height * rowLength);
  for (let y = 0; y < to.height; y++) {
    for (let k = 0; k < down.count[y]; k++) {
      const weight = down.weights[y * down.most + k];
      const from = (down.first[y] + k) * rowLength;
      for (let i = 0; i < rowLength; i++) out[y * rowLength + i] += weight * narrow[from + i];
    }
  }
  return out;
}

function tapsOf(from: number, to: number): Taps {
  const scale = from / to;
  const reach = Math.max(1, scale);
  const most = Math.ceil(2 * reach) + 1;
  const taps: Taps = {
    first: new Int32Array(to),
    count: new Int32Array(to),
    weights: new Float64Array(to * most),
    most,
  };
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach + 0.5));
    const last = Math.min(from, Math.floor(centre + reach + 0.5));
    let sum = 0;
    for (let j = first; j < last; j++) {
      const weight = Math.max(0, 1 - Math.abs(j + 0.5 - centre) / reach);
      taps.weights[i * most + j - first] = weight;
      sum += weight;
    }
    for (let k = 0; k < last - first; k++) taps.weights[i * most + k] /= sum;
    taps.first[i] = first;
    taps.count[i] = last - first;
  }
  return taps;
}
