import type { LinearCurvature } from '../solvers/types';

/**
 * I_loss of every training row (eq. 2): −∇L̃_iᵀ s for s = (H + δI)⁻¹∇ℓ(z_test).
 * @param residuals n × K, zero for rows that do not count
 * @param counts whether row i counts; those that do not have influence 0
 */
export function influenceOnLoss(
  curvature: LinearCurvature,
  theta: Float64Array,
  residuals: Float64Array,
  s: Float64Array,
  counts: (row: number) => boolean,
): Float64Array {
  const { rows, scores: k, width, l2, placed } = curvature;
  const moved = placed.times(s, k);
  let share = 0;
  for (let at = 0; at < (width - 1) * k; at++) share += s[at] * theta[at];
  share *= l2;
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    if (!counts(i)) continue;
    let sum = share;
    for (let at = i * k; at < (i + 1) * k; at++) sum += residuals[at] * moved[at];
    out[i] = -sum;
  }
  return out;
}
