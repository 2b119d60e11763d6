/** Solving by an approximate inverse to the accuracy of the curvature itself, and measuring how well it was met. */
import { LensError } from '../../contract/errors';
import type { Curvature, Solution } from './types';

/** A solve that is not met to this share of its right-hand side is refused. */
export const REQUIRED_RESIDUAL = 1e-10;
/** No better residual is worth another refinement. */
const EXACT = 1e-15;
const REFINEMENTS = 3;

/** x ← x + M⁻¹(b − Hx) while it pays. @param inverse M⁻¹, within rounding of H⁻¹ */
export function refine(
  curvature: Curvature,
  inverse: (b: Float64Array, m: number) => Float64Array,
  b: Float64Array,
  m: number,
): Solution {
  let x = inverse(b, m);
  let left = difference(b, curvature.times(x, m));
  let relativeResidual = largestRatio(left, b, m);
  for (let step = 0; step < REFINEMENTS && relativeResidual > EXACT; step++) {
    const correction = inverse(left, m);
    const next = x.map((value, at) => value + correction[at]);
    const nextLeft = difference(b, curvature.times(next, m));
    const nextResidual = largestRatio(nextLeft, b, m);
    if (!(nextResidual < relativeResidual / 2)) break;
    [x, left, relativeResidual] = [next, nextLeft, nextResidual];
  }
  return accepted({ x, relativeResidual });
}

/** The solution, or a `numeric` error when its residual is too large. */
export function accepted(solution: Solution): Solution {
  if (solution.relativeResidual <= REQUIRED_RESIDUAL) return solution;
  throw new LensError(
    'numeric',
    `Solving with the curvature of the model left a relative residual of ${solution.relativeResidual.toExponential(1)}; no ranking can be trusted.`,
    { hint: 'Raise the damping (influence.damping) or the penalty (model.l2), or standardize the columns.' },
  );
}

export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value - b[at]);
}

/** Largest ‖r‖ / ‖b‖ over the m columns of two blocks; a zero column counts as met. */
export function largestRatio(r: Float64Array, b: Float64Array, m: number): number {
  let largest = 0;
  for (let c = 0; c < m; c++) {
    let above = 0;
    let below = 0;
    for (let at = c; at < r.length; at += m) {
      above += r[at] * r[at];
      below += b[at] * b[at];
    }
    if (below > 0) largest = Math.max(largest, Math.sqrt(above / below));
    else if (above > 0) return Infinity;
  }
  return largest;
}
