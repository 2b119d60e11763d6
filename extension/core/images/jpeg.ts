import { imageSize } from 'image-size';
import { decode } from 'jpeg-js';
import { oriented } from './orient';
import type { ImageFormat } from './types';

/** Memory that one picture may take while it is decoded. */
const MOST_MEGABYTES = 1024;

/** JPEG, baseline and progressive, turned as its camera was held; grey ones come as RGB with equal parts. */
export const jpeg: ImageFormat = {
  name: 'JPEG',
  matches: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  decode(bytes) {
    if (!hasEnd(bytes)) throw new Error('the end of the file is missing');
    const { width, height, data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      maxMemoryUsageInMB: MOST_MEGABYTES,
    });
    return oriented({ width, height, channels: 3, max: 255, data }, imageSize(bytes).orientation);
  },
};

/** Whether the end-of-image marker is there; cameras write more after it. The decoder fills what is missing with grey. */
function hasEnd(bytes: Uint8Array): boolean {
  for (let p = bytes.length - 2; p >= 2; p--) if (bytes[p] === 0xff && bytes[p + 1] === 0xd9) return true;
  return false;
}
