/** The damped curvature of R at the fitted network, as an operator (definitions: Non-convex models). */
import { penaltyMask } from '../../autodiff/parameters';
import type { Batches } from './batches';
import { dot, type NetworkProblem } from './problem';

export type CurvatureKind = 'hessian' | 'gauss-newton';

export interface NetworkCurvature {
  readonly kind: CurvatureKind;
  /** δ, added to the whole diagonal. */
  readonly damping: number;
  readonly dimension: number;
  /** (C + λ·diag(mask) + δI)·v for one vector. */
  times(v: Float64Array): Float64Array;
  /** Products so far, and their time. */
  readonly products: { vectors: number; ms: number };
}

export function createCurvature(
  { network, features, l2 }: NetworkProblem,
  batches: Batches,
  kind: CurvatureKind,
  damping: number,
): NetworkCurvature {
  const mask = penaltyMask(network.parameters);
  const products = { vectors: 0, ms: 0 };
  return {
    kind,
    damping,
    dimension: mask.length,
    products,
    times(v) {
      const start = performance.now();
      const out = v.map((value, j) => (mask[j] * l2 + damping) * value);
      batches.forEach((at) => {
        const part = kind === 'hessian' ? at.hessianTimes(v) : at.gaussNewtonTimes(v);
        for (let j = 0; j < out.length; j++) out[j] += part[j] / features.rows;
      });
      products.vectors++;
      products.ms += performance.now() - start;
      return out;
    },
  };
}

/** ‖(C + …)x − b‖ / ‖b‖. */
export function relativeResidual(
  curvature: Pick<NetworkCurvature, 'times'>,
  x: Float64Array,
  b: Float64Array,
): number {
  const left = curvature.times(x).map((value, j) => value - b[j]);
  const size = dot(b, b);
  return size > 0 ? Math.sqrt(dot(left, left) / size) : 0;
}
