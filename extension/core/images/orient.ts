/** How a camera was held, as the EXIF tag `Orientation` tells it (Exif 2.3, 4.6.4 A): pixels as they are meant to be seen. */
import type { DecodedImage, ImageSize } from './types';

/** Where the pixel that is seen at x, y is stored in an image of `width` × `height`, by the value of the tag; 1 is as stored. */
const STORED: Readonly<Record<number, (x: number, y: number, size: ImageSize) => [x: number, y: number]>> = {
  2: (x, y, { width }) => [width - 1 - x, y],
  3: (x, y, { width, height }) => [width - 1 - x, height - 1 - y],
  4: (x, y, { height }) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, { height }) => [y, height - 1 - x],
  7: (x, y, { width, height }) => [width - 1 - y, height - 1 - x],
  8: (x, y, { width }) => [width - 1 - y, x],
};

/** The size in which an image of this stored size is seen. */
export function orientedSize({ width, height }: ImageSize, orientation = 1): ImageSize {
  const lies = orientation >= 5 && orientation in STORED;
  return lies ? { width: height, height: width } : { width, height };
}

export function oriented(image: DecodedImage, orientation = 1): DecodedImage {
  const stored = STORED[orientation];
  if (!stored) return image;
  const { channels, data } = image;
  const { width, height } = orientedSize(image, orientation);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = stored(x, y, image);
      const from = (fromY * image.width + fromX) * channels;
      for (let c = 0; c < channels; c++) out[(y * width + x) * channels + c] = data[from + c];
    }
  }
  return { ...image, width, height, data: out };
}
