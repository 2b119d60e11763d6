/** Many images of one shape, filled one after another. */
import { LensError } from '../../contract/errors';
import { isGrey, pixelsOf } from './pixels';
import type { DecodedImage, ImageSize } from './types';

export interface ImageStack {
  size: ImageSize;
  channels: 1 | 3;
  /** The first image in colour makes room for three channels. */
  widens: boolean;
  /** Images × height × width × channels, row-major; NaN where an image is missing. */
  values: Float32Array;
  /** Bytes that `values` may take. */
  most: number;
}

/**
 * Throws a `memory` error when the images take more than `most` bytes; so does adding the image that needs further channels.
 * @param channels absent: grey while every image is grey
 */
export function createStack(
  count: number,
  size: ImageSize,
  channels: 1 | 3 | undefined,
  most = Infinity,
): ImageStack {
  const length = count * size.width * size.height * (channels ?? 1);
  requireRoom(length, size, most);
  const values = new Float32Array(length).fill(NaN);
  return { size, channels: channels ?? 1, widens: channels === undefined, values, most };
}

/** Puts an image at a place of the stack. */
export function addImage(stack: ImageStack, place: number, image: DecodedImage): void {
  if (stack.widens && stack.channels === 1 && !isGrey(image)) widen(stack);
  const pixels = pixelsOf(image, stack.size, stack.channels);
  stack.values.set(pixels, place * pixels.length);
}

function widen(stack: ImageStack): void {
  const { values } = stack;
  requireRoom(3 * values.length, stack.size, stack.most);
  const wider = new Float32Array(3 * values.length);
  for (let i = 0; i < values.length; i++) wider.fill(values[i], 3 * i, 3 * i + 3);
  stack.values = wider;
  stack.channels = 3;
}

function requireRoom(length: number, { width, height }: ImageSize, most: number): void {
  const bytes = Float32Array.BYTES_PER_ELEMENT * length;
  if (bytes <= most) return;
  const mb = (size: number): string => `${Math.ceil(size / 2 ** 20).toLocaleString('en')} MB`;
  throw new LensError(
    'memory',
    `The images take ${mb(bytes)} at ${width} × ${height} pixels, and ${mb(most)} are allowed for them.`,
    {
      hint: 'Allow more by the setting influence.memory (--memory), use fewer images, or a smaller "features.image.size" where the model takes one.',
    },
  );
}
