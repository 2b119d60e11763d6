import type { LinearCurvature } from '../types';

/** The curvature weights of the rows, W_i ≈ ω_i·W̄ / n. */
export interface AverageWeights {
  /** ω_i = tr W_i / tr W̄: mean 1 over the rows that count. */
  omega: Float64Array;
  /** Σ W_i, K × K. */
  sum: Float64Array;
}

/** Rows whose curvature blocks are held at a time. */
const CHUNK = 4096;

export function averageWeights(curvature: LinearCurvature): AverageWeights {
  const { rows, scores: k, count } = curvature;
  const omega = new Float64Array(rows);
  const sum = new Float64Array(k * k);
  let total = 0;
  for (let from = 0; from < rows; from += CHUNK) {
    const blocks = curvature.weights(from, Math.min(rows, from + CHUNK));
    for (let at = 0; at < blocks.length; at++) sum[at % (k * k)] += blocks[at];
    for (let i = from; i < Math.min(rows, from + CHUNK); i++) {
      for (let s = 0; s < k; s++) omega[i] += blocks[(i - from) * k * k + s * (k + 1)];
      total += omega[i];
    }
  }
  const scale = total > 0 ? count / total : 0;
  for (let i = 0; i < rows; i++) omega[i] *= scale;
  return { omega, sum };
}
