/** Convolutions as products of matrices. */
import {
  matMul,
  type NamedAttrMap,
  type NamedTensorMap,
  reshape,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { filled } from './kernels/filled';
import { convolutionWindows, type Windows } from './kernels/windows';

/**
 * What a filter sees at each position of each image: images·positions × (height · width · channels of the filter), 0 beyond the border.
 * A convolution is the product of it with the filter as a matrix.
 */
export function unfolded(x: Tensor, filterShape: number[], attrs: NamedAttrMap): Tensor2D {
  const windows = convolutionWindows(x.shape, filterShape, attrs);
  const { batchSize, outHeight, outWidth } = windows;
  const patch = filterShape.slice(0, 3).reduce((product, side) => product * side, 1);
  const shape = [batchSize * outHeight * outWidth, patch];
  return filled(shape, [x], (out, values) => unfold(out, values as Float32Array, windows)) as Tensor2D;
}

/**
 * Whether a convolution of an image that stays the same, and so is unfolded once, is to be computed in this way: several times faster
 * for few channels. What is kept then is at most twice the convolution's output.
 */
export function isUnfoldedFaster({ shape }: Tensor): boolean {
  const [height, width, channels, outputs] = shape as [number, number, number, number];
  return channels <= 4 && height * width * channels <= 2 * outputs;
}

/** The convolution so computed. */
export function convolveUnfolded({ x, filter }: NamedTensorMap, attrs: NamedAttrMap): Tensor {
  const { batchSize, outHeight, outWidth, outChannels } = convolutionWindows(x.shape, filter.shape, attrs);
  const product = matMul(unfolded(x, filter.shape, attrs), reshape(filter, [-1, outChannels]));
  return reshape(product, [batchSize, outHeight, outWidth, outChannels]);
}

function unfold(out: Float32Array, x: Float32Array, windows: Windows): void {
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth } = windows;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = windows;
  let to = 0;
  for (let n = 0; n < batchSize; n++)
    for (let outRow = 0; outRow < outHeight; outRow++)
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * strideWidth - padInfo.left;
        // Columns of the filter that lie inside of the image.
        const first = Math.max(0, -left) * channels;
        const last = Math.min(filterWidth, inWidth - left) * channels;
        for (let down = 0; down < filterHeight; down++, to += filterWidth * channels) {
          const row = outRow * strideHeight - padInfo.top + down;
          if (row < 0 || row >= inHeight) {
            out.fill(0, to, to + filterWidth * channels);
            continue;
          }
          const from = ((n * inHeight + row) * inWidth + left) * channels;
          for (let at = 0; at < first; at++) out[to + at] = 0;
          for (let at = first; at < last; at++) out[to + at] = x[from + at];
          for (let at = Math.max(first, last); at < filterWidth * channels; at++) out[to + at] = 0;
        }
      }
}
