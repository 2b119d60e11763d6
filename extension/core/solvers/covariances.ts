/** A_i = J_i (H + δI)⁻¹ J_iᵀ / n from a Cholesky factor of the curvature, in the ways that pay for few or all rows, or by solves. */
import type { Work } from '../../contract/progress';
import type { CholeskyFactor } from '../linalg/types';
import { transposeDense } from '../linalg/transpose';
import { createPacer } from '../pacing';
import { scoresOutermost } from './hessian';
import type { InverseCurvature, LinearCurvature } from './types';

/** Columns of a half solve done at a time. */
const COLUMNS = 512;
/** Columns of an iterative solve done at a time. */
const SOLVED = 99;
/** Numbers held of a rows × columns product. */
const HELD = 2 ** 23;
const STAGE = 'Computing the leverage of the rows';

/** For few rows: ‖L⁻¹J_iᵀ‖², one half solve a row and score. */
export async function covariancesFromFactor(
  curvature: LinearCurvature,
  factor: CholeskyFactor,
  rows: Int32Array,
  work: Work,
): Promise<Float64Array> {
  const { width: d, scores: k, dimension: n, count } = curvature;
  const pacer = createPacer(work);
  const out = new Float64Array(rows.length * k * k);
  const atOnce = Math.max(1, Math.floor(COLUMNS / k));
  for (let first = 0; first < rows.length; first += atOnce) {
    const chunk = rows.subarray(first, first + atOnce);
    const m = chunk.length * k;
    const half = factor.halfSolve(scoresOutermost(jacobians(curvature, chunk), d, k, m), m);
    addInnerProducts(half, n, chunk.length, k, out.subarray(first * k * k));
    await pacer.pause({ stage: STAGE, fraction: (first + chunk.length) / rows.length });
  }
  return out.map((value) => value / count);
}

/** One solve a row and score, for solvers that have no factor. */
export async function covariancesBySolving(
  curvature: LinearCurvature,
  solve: InverseCurvature['solve'],
  rows: Int32Array,
  work: Work,
): Promise<Float64Array> {
  const { scores: k, count } = curvature;
  const out = new Float64Array(rows.length * k * k);
  const atOnce = Math.max(1, Math.floor(SOLVED / k));
  for (let first = 0; first < rows.length; first += atOnce) {
    const chunk = rows.subarray(first, first + atOnce);
    const m = chunk.length * k;
    const done = (first + chunk.length) / rows.length;
    const silent = { signal: work.signal, progress: () => undefined };
    const { x } = await solve(jacobians(curvature, chunk), m, silent);
    chunk.forEach((row, c) => {
      forEachEntry(curvature, row, (j, value) => {
        for (let s = 0; s < k; s++)
          for (let t = 0; t < k; t++)
            out[((first + c) * k + s) * k + t] += (value * x[(j * k + s) * m + c * k + t]) / count;
      });
    });
    work.progress({ stage: STAGE, fraction: done });
  }
  return out;
}

/** J_iᵀ of these rows side by side, (d × K) × (rows · K). */
function jacobians(curvature: LinearCurvature, rows: Int32Array): Float64Array {
  const { dimension, scores: k } = curvature;
  const m = rows.length * k;
  const out = new Float64Array(dimension * m);
  rows.forEach((row, c) => {
    forEachEntry(curvature, row, (j, value) => {
      for (let s = 0; s < k; s++) out[(j * k + s) * m + c * k + s] = value;
    });
  });
  return out;
}

/** For all rows of a small curvature: the rows of X·L⁻ᵀ, through the triangular inverse. */
export async function covariancesFromHalfInverse(
  curvature: LinearCurvature,
  factor: CholeskyFactor,
  work: Work,
): Promise<Float64Array> {
  const { width: d, scores: k, dimension: n, rows, count, placed } = curvature;
  const pacer = createPacer(work);
  const halfInverse = factor.halfSolve(identity(n), n);
  if (k === 1) return placed.rowSquares(transposeDense(halfInverse, n, n), n).map((value) => value / count);
  const out = new Float64Array(rows * k * k);
  const atOnce = Math.max(1, Math.floor(HELD / (rows * k)));
  for (let first = 0; first < n; first += atOnce) {
    const height = Math.min(atOnce, n - first);
    const b = new Float64Array(d * height * k);
    for (let line = 0; line < height; line++)
      for (let s = 0; s < k; s++)
        for (let j = 0; j < d; j++)
          b[(j * height + line) * k + s] = halfInverse[(first + line) * n + s * d + j];
    addRowProducts(placed.times(b, height * k), rows, height, k, out);
    await pacer.pause({ stage: STAGE, fraction: (first + height) / n });
  }
  return out.map((value) => value / count);
}

/** For all rows of a large curvature: x_iᵀ M x_i for every block M of the inverse. */
export async function covariancesFromInverse(
  curvature: LinearCurvature,
  factor: CholeskyFactor,
  work: Work,
): Promise<Float64Array> {
  const { width: d, scores: k, dimension: n, rows, count, placed } = curvature;
  const pacer = createPacer(work);
  const inverse = await factor.inverse(work);
  const out = new Float64Array(rows * k * k);
  const block = new Float64Array(d * d);
  let done = 0;
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      for (let j = 0; j < d; j++)
        for (let i = 0; i <= j; i++) {
          const value =
            (inverse[(a * d + j) * n + b * d + i] + inverse[(a * d + i) * n + b * d + j]) / 2 / count;
          block[j * d + i] = value;
          block[i * d + j] = value;
        }
      placed.rowQuadraticForms(block).forEach((value, i) => {
        out[(i * k + a) * k + b] = value;
        out[(i * k + b) * k + a] = value;
      });
      done++;
      await pacer.pause({ stage: STAGE, fraction: done / ((k * (k + 1)) / 2) });
    }
  return out;
}

/** The blocks of `size` numbers of these rows. */
export function takeBlocks(blocks: Float64Array, rows: Int32Array, size: number): Float64Array {
  const out = new Float64Array(rows.length * size);
  rows.forEach((row, at) => out.set(blocks.subarray(row * size, (row + 1) * size), at * size));
  return out;
}

/** Calls back with feature and value of what a row holds. */
export function forEachEntry(
  { features, width }: LinearCurvature,
  row: number,
  visit: (feature: number, value: number) => void,
): void {
  if (features.kind === 'dense') for (let j = 0; j < width; j++) visit(j, features.data[row * width + j]);
  else
    for (let at = features.indptr[row]; at < features.indptr[row + 1]; at++)
      visit(features.indices[at], features.values[at]);
}

/** out_c += Z_cᵀ Z_c for Z of n × (count · k), K × K each. */
export function addInnerProducts(
  z: Float64Array,
  n: number,
  count: number,
  k: number,
  out: Float64Array,
): void {
  const m = count * k;
  for (let line = 0; line < n; line++)
    for (let c = 0; c < count; c++) {
      const from = line * m + c * k;
      for (let s = 0; s < k; s++)
        for (let t = 0; t < k; t++) out[(c * k + s) * k + t] += z[from + s] * z[from + t];
    }
}

/** out_i += Z_iᵀ Z_i for Z_i of height × k, rows × height × k in all. */
function addRowProducts(z: Float64Array, rows: number, height: number, k: number, out: Float64Array): void {
  for (let i = 0; i < rows; i++)
    for (let line = 0; line < height; line++) {
      const from = (i * height + line) * k;
      for (let s = 0; s < k; s++)
        for (let t = 0; t < k; t++) out[(i * k + s) * k + t] += z[from + s] * z[from + t];
    }
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++) out[j * n + j] = 1;
  return out;
}
