/** The image formats that can be read. A further one is a file and a line here. */
import { imageSize } from 'image-size';
import { jpeg } from './jpeg';
import { orientedSize } from './orient';
import { png } from './png';
import type { DecodedImage, ImageFormat, ImageSize } from './types';

const FORMATS: readonly ImageFormat[] = [png, jpeg];

const READ = /\.(png|jpe?g)$/i;
const OTHER = /\.(gif|bmp|webp|tiff?|avif|heic|ico|svg)$/i;

/** Whether a file's name is that of an image which can be read. */
export function isImageName(name: string): boolean {
  return READ.test(name);
}

/** Whether a file's name is that of an image of a kind which is not read. */
export function isOtherImageName(name: string): boolean {
  return OTHER.test(name);
}

/** Why an image cannot be used, as the end of a sentence that names the file. */
export class BrokenImage {
  constructor(readonly reason: string) {}
}

/** Width and height as the file's head gives them, and as it is seen. Throws `BrokenImage`. */
export function sizeOfImage(bytes: Uint8Array): ImageSize {
  formatOfImage(bytes);
  try {
    const { width, height, orientation } = imageSize(bytes);
    return orientedSize({ width, height }, orientation);
  } catch (thrown) {
    throw new BrokenImage(reasonOf(thrown));
  }
}

/** Throws `BrokenImage`. */
export function decodeImage(bytes: Uint8Array): DecodedImage {
  const format = formatOfImage(bytes);
  try {
    return format.decode(bytes);
  } catch (thrown) {
    throw new BrokenImage(`it is no whole ${format.name} (${reasonOf(thrown)})`);
  }
}

function formatOfImage(bytes: Uint8Array): ImageFormat {
  const format = FORMATS.find((one) => one.matches(bytes));
  if (format !== undefined) return format;
  throw new BrokenImage(
    bytes.length === 0 ? 'it is empty' : `it is neither ${FORMATS.map(({ name }) => name).join(' nor ')}`,
  );
}

function reasonOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.replace(/\.$/, '');
}
