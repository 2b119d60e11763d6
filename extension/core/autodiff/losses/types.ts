import type { Tensor } from '@tensorflow/tfjs-core';
import type { Rule } from '../rules/types';

/** A loss of a row's scores z (rows × K) and targets y (rows × K), by its first two derivatives. */
export interface Loss {
  readonly name: string;
  /** ∂ℓ/∂z without cancellation, rows × K. */
  residuals(scores: Tensor, targets: Tensor): Tensor;
  /** The derivative of the residuals by the scores, which is W = ∂²ℓ/∂z² and symmetric. Its input is `scores`. */
  readonly curvature: Rule;
  /** ℓ of each row in float64. */
  losses(scores: Float32Array, targets: Float32Array, classes: number): Float64Array;
}
