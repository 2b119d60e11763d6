import { convertIndexedToRgb, decode, hasPngSignature } from 'fast-png';
import type { DecodedImage, ImageFormat } from './types';

/** PNG of every colour type and bit depth, interlaced or not. */
export const png: ImageFormat = {
  name: 'PNG',
  matches: (bytes) => hasPngSignature(bytes),
  decode(bytes) {
    const image = decode(bytes, { checkCrc: true });
    const { width, height, palette } = image;
    if (palette !== undefined) {
      const channels = palette.some((color) => color.length === 4) ? 4 : 3;
      return { width, height, channels, max: 255, data: convertIndexedToRgb(image) };
    }
    return {
      width,
      height,
      channels: image.channels as DecodedImage['channels'],
      max: 2 ** image.depth - 1,
      data: image.depth < 8 ? unpacked(image.data, width, height, image.depth) : image.data,
    };
  },
};

/** Grey values of 1, 2 or 4 bits, packed from the high bits on, each row starting at a byte. */
function unpacked(packed: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  const values = new Uint8Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  const mask = 2 ** depth - 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      values[y * width + x] = (packed[y * rowBytes + (bit >> 3)] >> (8 - depth - (bit & 7))) & mask;
    }
  }
  return values;
}
