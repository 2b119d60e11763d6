import {
  concat,
  type NamedAttrMap,
  pad,
  reshape,
  stridedSlice,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { convolutionWindows } from '../kernels/windows';

/**
 * What a filter sees at each position of each image: images·positions × (height · width · channels of the filter), 0 beyond the border.
 * A convolution is the product of it with the filter as a matrix.
 */
export function unfolded(x: Tensor, filterShape: number[], attrs: NamedAttrMap): Tensor2D {
  const windows = convolutionWindows(x.shape, filterShape, attrs);
  const { outHeight, outWidth, strideHeight, strideWidth, padInfo } = windows;
  const [height, width, channels] = filterShape;
  const { top, bottom, left, right } = padInfo;
  const padded = pad(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  const parts = Array.from({ length: height * width }, (_, at) => {
    const [down, across] = [Math.floor(at / width), at % width];
    const end = [
      x.shape[0],
      down + (outHeight - 1) * strideHeight + 1,
      across + (outWidth - 1) * strideWidth + 1,
      channels,
    ];
    return stridedSlice(padded, [0, down, across, 0], end, [1, strideHeight, strideWidth, 1]);
  });
  return reshape(concat(parts, 3), [-1, height * width * channels]) as Tensor2D;
}
