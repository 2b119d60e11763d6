import { type Tensor, transpose } from '@tensorflow/tfjs-core';

/** Each of a tensor's matrices, its last two dimensions, transposed. */
export function matrixTransposed(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
}
