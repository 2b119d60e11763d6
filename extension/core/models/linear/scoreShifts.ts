/** How the scores of a test point move to first order when a training row is removed: J_test·H⁻¹∇L̃_i / n. */
import type { LinearState } from './state';

/**
 * n × K; zero for rows that do not count.
 * @param response (H + δI)⁻¹J_testᵀ, (d × K) × K, and J_i times that of every row, n × K²
 */
export function firstOrderScoreShifts(
  { problem, point, residuals }: LinearState,
  { perScore, moved }: { perScore: Float64Array; moved: Float64Array },
): Float64Array {
  const { design, loss, l2, count, included } = problem;
  const k = loss.scores;
  const penalty = new Float64Array(k);
  for (let at = 0; at < (design.width - 1) * k; at++)
    for (let c = 0; c < k; c++) penalty[c] += l2 * point.theta[at] * perScore[at * k + c];
  const out = new Float64Array(design.rows * k);
  for (let i = 0; i < design.rows; i++) {
    if (included?.[i] === 0) continue;
    for (let c = 0; c < k; c++) {
      let sum = penalty[c];
      for (let s = 0; s < k; s++) sum += residuals[i * k + s] * moved[(i * k + s) * k + c];
      out[i * k + c] = sum / count;
    }
  }
  return out;
}
