/** Scores of training rows that follow from their A_i alone (definitions: Self-influence, leverage, leave-one-out). */
import type { Work } from '../../contract/progress';
import { createPacer } from '../pacing';
import type { LinearCurvature } from '../solvers/types';
import { identityMinusProduct } from './forecast';
import { largestEigenvalueOfProduct, solveSmall } from '../linalg/small';

export interface LeaveOneOut {
  /** ∇ℓᵀ(H + δI)⁻¹∇ℓ of each row. */
  selfInfluence: Float64Array;
  /** Largest eigenvalue of W_i·A_i. */
  leverage: Float64Array;
  /** η^loo, n × K. */
  scores: Float64Array;
}

const CHUNK = 4096;

/**
 * @param scores η, n × K
 * @param residuals n × K, zero for rows that do not count
 * @param covariances A_i, K × K each
 */
export async function leaveOneOut(
  curvature: Pick<LinearCurvature, 'rows' | 'scores' | 'count' | 'weights'>,
  scores: Float64Array,
  residuals: Float64Array,
  covariances: Float64Array,
  work: Work,
): Promise<LeaveOneOut> {
  const { rows, scores: k } = curvature;
  const pacer = createPacer(work);
  const out = {
    selfInfluence: selfInfluenceOf(curvature, residuals, covariances),
    leverage: new Float64Array(rows),
    scores: scores.slice(),
  };
  const system = new Float64Array(k * k);
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK);
    const weights = curvature.weights(from, to);
    if (k === 1) {
      for (let i = from; i < to; i++) {
        out.leverage[i] = weights[i - from] * covariances[i];
        out.scores[i] += (covariances[i] * residuals[i]) / (1 - out.leverage[i]);
      }
      continue;
    }
    for (let i = from; i < to; i++) {
      const w = weights.subarray((i - from) * k * k, (i - from + 1) * k * k);
      const a = covariances.slice(i * k * k, (i + 1) * k * k);
      const r = residuals.subarray(i * k, (i + 1) * k);
      identityMinusProduct(w, a, k, system);
      const v = solveSmall(system, r.slice(), k);
      for (let s = 0; s < k; s++) for (let t = 0; t < k; t++) out.scores[i * k + s] += a[s * k + t] * v[t];
      out.leverage[i] = largestEigenvalueOfProduct(w, a, k);
    }
    await pacer.pause({ stage: 'Scoring the rows', fraction: to / rows });
  }
  return out;
}

/** Self-influence alone. */
export function selfInfluenceOf(
  { rows, scores: k, count }: Pick<LinearCurvature, 'rows' | 'scores' | 'count'>,
  residuals: Float64Array,
  covariances: Float64Array,
): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const a = covariances.subarray(i * k * k, (i + 1) * k * k);
    out[i] = count * quadraticForm(a, residuals.subarray(i * k, (i + 1) * k), k);
  }
  return out;
}

function quadraticForm(a: Float64Array, r: Float64Array, k: number): number {
  let sum = 0;
  for (let s = 0; s < k; s++) for (let t = 0; t < k; t++) sum += r[s] * a[s * k + t] * r[t];
  return sum;
}
