import { reshape, sum, type Tensor, util } from '@tensorflow/tfjs-core';

/** The gradient by an operand that was broadcast to the shape of `dy`: summed over what it was repeated along. */
export function sumTo(dy: Tensor, shape: number[]): Tensor {
  const lead = dy.rank - shape.length;
  const axes = dy.shape.flatMap((size, axis) =>
    axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : [],
  );
  const reduced = axes.length > 0 ? sum(dy, axes) : dy;
  return util.arraysEqual(reduced.shape, shape) ? reduced : reshape(reduced, shape);
}
