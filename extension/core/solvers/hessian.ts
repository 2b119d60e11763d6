import { createPacer } from '../pacing';
import type { Work } from '../../contract/progress';
import type { LinearCurvature } from './types';

/**
 * H + δI of (K·d) × (K·d) with the scores as the outer index (entry of score k and feature j at k·d + j); the lower triangle,
 * which is what a Cholesky factor reads, and the whole of the blocks on the diagonal.
 */
export async function assembleHessian(curvature: LinearCurvature, work: Work): Promise<Float64Array> {
  const { rows, width: d, scores: k, count, l2, interceptRidge, damping, placed } = curvature;
  const pacer = createPacer(work);
  const blocks = curvature.weights(0, rows);
  const n = k * d;
  const out = new Float64Array(n * n);
  const w = new Float64Array(rows);
  let done = 0;
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      for (let i = 0; i < rows; i++) w[i] = blocks[(i * k + a) * k + b] / count;
      const gram = placed.weightedGram(w);
      if (a === b) for (let j = 0; j < d; j++) gram[j * d + j] += damping + (j < d - 1 ? l2 : interceptRidge);
      for (let j = 0; j < d; j++) out.set(gram.subarray(j * d, (j + 1) * d), (a * d + j) * n + b * d);
      done++;
      await pacer.pause({ stage: 'Computing the curvature', fraction: done / ((k * (k + 1)) / 2) });
    }
  return out;
}

/** A block of vectors in the order of the model (d × K × m) in the order above (K × d × m). */
export function scoresOutermost(v: Float64Array, d: number, k: number, m: number): Float64Array {
  return swapLines(v, d, k, m);
}

/** The reverse. */
export function featuresOutermost(v: Float64Array, d: number, k: number, m: number): Float64Array {
  return swapLines(v, k, d, m);
}

/** outer × inner × m → inner × outer × m. */
function swapLines(v: Float64Array, outer: number, inner: number, m: number): Float64Array {
  if (inner === 1 || outer === 1) return v;
  const out = new Float64Array(v.length);
  for (let a = 0; a < outer; a++)
    for (let b = 0; b < inner; b++) {
      const from = (a * inner + b) * m;
      const to = (b * outer + a) * m;
      for (let c = 0; c < m; c++) out[to + c] = v[from + c];
    }
  return out;
}
