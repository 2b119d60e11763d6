/**
 * The curvature through its n·K × n·K dual (Woodbury), with the unpenalised intercept as a border. With W_i = B_i·B_iᵀ and
 * c = n(λ + δ):
 *
 *   S = I + Bᵀ(XXᵀ ⊗ I)B / c        F = S⁻¹BᵀE        σ = EᵀB·F + n(δ + ε)I        (E: the intercept of every row, ε: its ridge)
 *
 * and n(H + δI)·[s_w; s_b] = [g_w; g_b] is solved by τ = S⁻¹BᵀX g_w / c, s_b = σ⁻¹(g_b − EᵀBτ) and
 * s_w = (g_w − XᵀB(τ + F s_b)) / c.
 */
import type { Work } from '../../contract/progress';
import { choleskySmall, solveCholeskySmall } from '../linalg/small';
import type { CholeskyFactor, Float64Backend, Matrix } from '../linalg/types';
import { createPacer } from '../pacing';
import { rootOfWeights, timesRoot, timesRootTransposed } from './dualRoot';
import type { LinearCurvature } from './types';

export interface Dual {
  curvature: LinearCurvature;
  /** n(λ + δ). */
  c: number;
  /** B_i, n × K × K. */
  root: Float64Array;
  factor: CholeskyFactor;
  /** F, (n·K) × K. */
  f: Float64Array;
  /** Lower Cholesky factor of σ, K × K. */
  sigma: Float64Array;
  /** S, for one score. */
  system?: Float64Array;
  /** ‖x_i‖² without the intercept. */
  squares: Float64Array;
}

export async function factorDual(
  curvature: LinearCurvature,
  backend: Float64Backend,
  work: Work,
): Promise<Dual> {
  const { rows, scores: k, count, l2, interceptRidge, damping } = curvature;
  const c = count * (l2 + damping);
  const root = rootOfWeights(curvature);
  const placed = backend.place(withoutIntercept(curvature.features));
  let gram: Float64Array;
  try {
    work.progress({ stage: 'Comparing the rows' });
    gram = placed.rowGram();
  } finally {
    placed.dispose();
  }
  const squares = Float64Array.from({ length: rows }, (_, i) => gram[i * rows + i]);
  const system = await dualSystem(gram, root, rows, k, c, work);
  const n = rows * k;
  const factor = await backend.cholesky(system, n, work);
  try {
    const f = factor.solve(interceptColumns(root, rows, k), k);
    const sigma = sumRows(timesRoot(root, f, k, k), k * k);
    for (let s = 0; s < k; s++) sigma[s * k + s] += count * (damping + interceptRidge);
    choleskySmall(sigma, k);
    return { curvature, c, root, factor, f, sigma, system: k === 1 ? system : undefined, squares };
  } catch (error) {
    factor.dispose();
    throw error;
  }
}

/** BᵀE, (n·K) × K: row (i, s), column t holds B_i[t][s]. */
function interceptColumns(root: Float64Array, rows: number, k: number): Float64Array {
  const out = new Float64Array(rows * k * k);
  for (let i = 0; i < rows; i++)
    for (let s = 0; s < k; s++)
      for (let t = 0; t < k; t++) out[(i * k + s) * k + t] = root[(i * k + t) * k + s];
  return out;
}

/** (H + δI)⁻¹·B for B of (d·K) × m, before refinement. */
export function solveDual(dual: Dual, b: Float64Array, m: number): Float64Array {
  const { curvature, c, root, factor, f, sigma } = dual;
  const { width: d, scores: k, count, placed } = curvature;
  const border = (d - 1) * k * m;
  const g = b.map((value) => value * count);
  const scores = placed.times(withoutBorder(g, border), k * m);
  for (let at = 0; at < scores.length; at++) scores[at] /= c;
  const tau = factor.solve(timesRootTransposed(root, scores, k, m), m);
  const reached = sumRows(timesRoot(root, tau, k, m), k * m);
  const intercepts = new Float64Array(k * m);
  for (let at = 0; at < k * m; at++) intercepts[at] = g[border + at] - reached[at];
  solveCholeskySmall(sigma, intercepts, k, m);
  for (let line = 0; line < tau.length / m; line++)
    for (let s = 0; s < k; s++)
      for (let at = 0; at < m; at++) tau[line * m + at] += f[line * k + s] * intercepts[s * m + at];
  const out = placed.transposeTimes(timesRoot(root, tau, k, m), k * m);
  for (let at = 0; at < border; at++) out[at] = (g[at] - out[at]) / c;
  out.set(intercepts, border);
  return out;
}

/** S of n·K × n·K, all of it; in the place of the Gram matrix where there is one score. */
async function dualSystem(
  gram: Float64Array,
  root: Float64Array,
  rows: number,
  k: number,
  c: number,
  work: Work,
): Promise<Float64Array> {
  const pacer = createPacer(work);
  const n = rows * k;
  const out = k === 1 ? gram : new Float64Array(n * n);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      const inner = gram[i * rows + j] / c;
      if (k === 1) {
        out[i * n + j] = root[i] * root[j] * inner;
        continue;
      }
      for (let p = 0; p < k; p++)
        for (let s = 0; s < k; s++) {
          const left = inner * root[(i * k + p) * k + s];
          if (left === 0) continue;
          for (let t = 0; t < k; t++) out[(i * k + s) * n + j * k + t] += left * root[(j * k + p) * k + t];
        }
    }
    for (let s = i * k; s < (i + 1) * k; s++) out[s * n + s] += 1;
    await pacer.pause({ stage: 'Computing the dual curvature', fraction: (i + 1) / rows });
  }
  return out;
}

/** The block with its lines from `border` on, those of the intercept, set to 0. */
export function withoutBorder(block: Float64Array, border: number): Float64Array {
  const out = block.slice();
  out.fill(0, border);
  return out;
}

/** Σ over the rows of what each has `size` numbers of. */
function sumRows(values: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let at = 0; at < values.length; at += size) for (let j = 0; j < size; j++) out[j] += values[at + j];
  return out;
}

/** X without its last column. */
function withoutIntercept(features: Matrix): Matrix {
  const { rows } = features;
  const cols = features.cols - 1;
  if (features.kind === 'dense') {
    const data = new Float64Array(rows * cols);
    for (let i = 0; i < rows; i++)
      data.set(features.data.subarray(i * features.cols, i * features.cols + cols), i * cols);
    return { kind: 'dense', rows, cols, data };
  }
  const indptr = features.indptr.map((start, i) => start - i);
  const indices = new Int32Array(indptr[rows]);
  const values = new Float64Array(indptr[rows]);
  for (let i = 0; i < rows; i++) {
    // The intercept is the last entry of its row.
    const [from, to] = [features.indptr[i], features.indptr[i + 1] - 1];
    indices.set(features.indices.subarray(from, to), indptr[i]);
    values.set(features.values.subarray(from, to), indptr[i]);
  }
  return { kind: 'sparse', rows, cols, indptr, indices, values };
}
