/** Change of the explained class's probability without each row, by the two routes that a loss allows. */
import type { ScoreLoss } from './losses/types';

/** For ℓ = −log p: p·(e^{−Δ} − 1). A first-order Δ may promise more than certainty; p then stops at 1. */
export function fromLossChanges(lossChanges: Float64Array, logProbability: number): Float64Array {
  const p = Math.exp(logProbability);
  const room = -Math.expm1(logProbability);
  return lossChanges.map((change) => Math.min(p * Math.expm1(-change), room));
}

/**
 * For other losses: p(η + Δη) − p(η).
 * @param eta K
 * @param shifts Δη of m rows, m × K
 */
export function fromScoreShifts(
  loss: ScoreLoss,
  eta: Float64Array,
  shifts: Float64Array,
  explained: number,
): Float64Array {
  const k = eta.length;
  const moved = shifts.map((shift, at) => eta[at % k] + shift);
  const before = loss.probabilities(eta)[explained];
  const after = loss.probabilities(moved);
  return Float64Array.from(
    { length: shifts.length / k },
    (_, i) => after[i * loss.classes + explained] - before,
  );
}
