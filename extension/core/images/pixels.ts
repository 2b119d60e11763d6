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
  const stride = image.channels;
  const isColour = stride > 2;
  const out = new Float64Array(count * channels);
  if (channels === 3) {
    for (let i = 0; i < count; i++) {
      const from = i * stride;
      for (let c = 0; c < 3; c++) out[3 * i + c] = data[from + (isColour ? c : 0)] / max;
    }
  } else if (!isColour || isGrey(image)) {
    for (let i = 0; i < count; i++) out[i] = data[i * stride] / max;
  } else {
    for (let i = 0; i < count; i++) {
      const p = i * stride;
      out[i] = (LUMA[0] * data[p] + LUMA[1] * data[p + 1] + LUMA[2] * data[p + 2]) / max;
    }
  }
  if (stride === 2 || stride === 4) layOnWhite(out, image, channels);
  return out;
}

function layOnWhite(
  pixels: Float64Array,
  { data, max, channels: stride }: DecodedImage,
  channels: 1 | 3,
): void {
  for (let i = 0; i < pixels.length; i++) {
    const alpha = data[Math.floor(i / channels) * stride + stride - 1] / max;
    pixels[i] = 1 - alpha + alpha * pixels[i];
  }
}
