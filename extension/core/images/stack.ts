/** Many images of one shape, filled one after another. */
import { isGrey, pixelsOf } from './pixels';
import type { DecodedImage, ImageSize } from './types';

export interface ImageStack {
  size: ImageSize;
  channels: 1 | 3;
  /** The first image in colour makes room for three channels. */
  widens: boolean;
  /** Images × height × width × channels, row-major; NaN where an image is missing. */
  values: Float32Array;
}

/** @param channels absent: grey while every image is grey */
export function createStack(count: number, size: ImageSize, channels: 1 | 3 | undefined): ImageStack {
  const values = new Float32Array(count * size.width * size.height * (channels ?? 1)).fill(NaN);
  return { size, channels: channels ?? 1, widens: channels === undefined, values };
}

/** Puts an image at a place of the stack. */
export function addImage(stack: ImageStack, place: number, image: DecodedImage): void {
  if (stack.widens && stack.channels === 1 && !isGrey(image)) widen(stack);
  const pixels = pixelsOf(image, stack.size, stack.channels);
  stack.values.set(pixels, place * pixels.length);
}

function widen(stack: ImageStack): void {
  const { values } = stack;
  const wider = new Float32Array(3 * values.length);
  for (let i = 0; i < values.length; i++) wider.fill(values[i], 3 * i, 3 * i + 3);
  stack.values = wider;
  stack.channels = 3;
}
