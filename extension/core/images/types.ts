/** An image format as the core sees it: bytes in, pixels out. */

export interface ImageSize {
  width: number;
  height: number;
}

/** Pixels in rows from the top left; `data` holds `channels` values a pixel. */
export interface DecodedImage extends ImageSize {
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
  channels: 1 | 2 | 3 | 4;
  /** The value of full intensity: 255 or 65535, less for few bits. */
  max: number;
  data: ArrayLike<number>;
}

export interface ImageFormat {
  readonly name: string;
  /** Whether a file that starts with these bytes is of this format. */
  matches(bytes: Uint8Array): boolean;
  /** Throws whatever its library throws for a file that cannot be decoded whole. */
  decode(bytes: Uint8Array): DecodedImage;
}

/** How images become numbers. */
export interface ImageOptions {
  /** Width and height; absent: inferred. */
  size?: ImageSize;
  /** Absent: grey when every image is grey. */
  channels?: 'grey' | 'rgb';
}
