/** B_i, the lower triangular root of each row's curvature, W_i = B_i·B_iᵀ; blocks of vectors are n × K × m. */
import { choleskySmall } from '../linalg/small';
import type { LinearCurvature } from './types';

/** n × K × K. */
export function rootOfWeights({ weights, rows, scores: k }: LinearCurvature): Float64Array {
  const root = weights(0, rows);
  for (let i = 0; i < rows; i++) {
    const block = choleskySmall(root.slice(i * k * k, (i + 1) * k * k), k);
    root.set(block, i * k * k);
  }
  return root;
}

/** B_i·U_i. */
export function timesRoot(root: Float64Array, u: Float64Array, k: number, m: number): Float64Array {
  return apply(root, u, k, m, false);
}

/** B_iᵀ·U_i. */
export function timesRootTransposed(root: Float64Array, u: Float64Array, k: number, m: number): Float64Array {
  return apply(root, u, k, m, true);
}

function apply(root: Float64Array, u: Float64Array, k: number, m: number, transposed: boolean): Float64Array {
  const out = new Float64Array(u.length);
  const rows = root.length / (k * k);
  for (let i = 0; i < rows; i++)
    for (let s = 0; s < k; s++)
      for (let t = 0; t < k; t++) {
        const factor = root[(i * k + (transposed ? t : s)) * k + (transposed ? s : t)];
        if (factor === 0) continue;
        const from = (i * k + t) * m;
        const to = (i * k + s) * m;
        for (let c = 0; c < m; c++) out[to + c] += factor * u[from + c];
      }
  return out;
}
