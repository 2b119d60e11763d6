/** From decoded images to numbers in [0, 1], all of one shape. */
import { resize } from './resize';
import type { DecodedImage, ImageSize } from './types';

/** Weights of red, green and blue in grey (ITU-R BT.601, as Pillow's "L"). */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Whether red, green and blue are equal in every pixel. */
export function isGrey({ channels, data }: DecodedImage): boolean {
  if (channels < 3) return true;
  for (let p = 0; p < data.length; p += channels) {
    if (data[p] !== data[p + 1] || data[p] !== data[p + 2]) return false;
  }
  return true;
}

/**
 * The pixels of an image at another size: height × width × channels, row-major, in [0, 1]. What is transparent lies on white.
 */
export function pixelsOf(image: DecodedImage, size: ImageSize, channels: 1 | 3): Float64Array {
  return resize(scaled(image, channels), image, channels, size);
}

function scaled(image: DecodedImage, channels: 1 | 3): Float64Array {
  const { width, height, data, max } = image;
  const count = width * height;
  const colours = image.channels < 3 ? 1 : 3;
  const hasAlpha = image.channels === 2 || image.channels === 4;
  const out = new Float64Array(count * channels);
  const grey = colours === 3 && channels === 1 && isGrey(image);
  for (let i = 0; i < count; i++) {
    const from = i * image.channels;
    const alpha = hasAlpha ? data[from + colours] / max : 1;
    const value = (c: number): number => 1 - alpha + (alpha * data[from + (colours === 1 ? 0 : c)]) / max;
    if (channels === 3) for (let c = 0; c < 3; c++) out[i * 3 + c] = value(c);
    else if (colours === 1 || grey) out[i] = value(0);
    else out[i] = LUMA[0] * value(0) + LUMA[1] * value(1) + LUMA[2] * value(2);
  }
  return out;
}
