/** A_i = J_i (H + δI)⁻¹ J_iᵀ / n through the dual: A_i = A⁰_i + (I − Z_i)σ⁻¹(I − Z_i)ᵀ with Z = XXᵀBF / c. */
import type { Work } from '../../contract/progress';
import { solveCholeskySmall } from '../linalg/small';
import { createPacer } from '../pacing';
import { forEachEntry } from './covariances';
import { withoutBorder } from './dual';
import type { Dual } from './dual';
import { timesRoot, timesRootTransposed } from './dualRoot';

/** Columns of a solve done at a time. */
const COLUMNS = 256;
/** Roots b_i down to this share of the largest are divided by without losing digits that matter. */
const DIVISIBLE = 1e-3;
/** 1 − V_ii down to here keeps ten digits and more of the sixteen that V_ii has. */
const CANCELLED = 1e-5;
const STAGE = 'Computing the leverage of the rows';

export async function dualCovariances(dual: Dual, rows: Int32Array, work: Work): Promise<Float64Array> {
  const { scores: k } = dual.curvature;
  const weightPart = k === 1 ? await oneScore(dual, rows, work) : await bySubtraction(dual, rows, work);
  return addBorder(dual, rows, weightPart);
}

/** Operations of the above for this many rows. */
export function dualCovarianceFlops(rows: number, all: number, k: number): number {
  const n = all * k;
  return k === 1 && rows === all ? n ** 3 / 3 : 4 * rows * k * n * n;
}

/**
 * For one score: b_i²A⁰_ii = 1 − V_ii with V = S⁻¹, as long as that leaves enough digits, and A⁰_ii = Σ_j G_ij b_j V_ji / (c b_i)
 * beyond, which does not cancel; rows whose b_i is too small to divide by take the third way.
 */
async function oneScore(dual: Dual, rows: Int32Array, work: Work): Promise<Float64Array> {
  const { root: b, curvature, factor } = dual;
  const out = new Float64Array(rows.length);
  const every = rows.length === curvature.rows;
  const rest = every ? [] : Array.from(rows.keys());
  if (every) {
    const diagonal = await factor.inverseDiagonal(work);
    rows.forEach((row, at) => {
      const left = 1 - diagonal[row];
      if (left > CANCELLED) out[at] = left / b[row] ** 2;
      else rest.push(at);
    });
  }
  const limit = DIVISIBLE * b.reduce((largest, value) => Math.max(largest, value), 0);
  const divisible = Int32Array.from(rest.filter((at) => b[rows[at]] > limit));
  const others = Int32Array.from(rest.filter((at) => b[rows[at]] <= limit));
  await byColumns(dual, rows, divisible, out, work);
  const subtracted = await bySubtraction(
    dual,
    others.map((at) => rows[at]),
    work,
  );
  others.forEach((at, from) => (out[at] = subtracted[from]));
  return out;
}

/** A⁰_ii = Σ_j G_ij b_j V_ji / (c b_i) into `out` for the rows at these positions. */
async function byColumns(
  { root: b, system, squares, c, curvature, factor }: Dual,
  rows: Int32Array,
  at: Int32Array,
  out: Float64Array,
  work: Work,
): Promise<void> {
  const all = curvature.rows;
  // S_ij = b_i G_ij b_j / c off the diagonal.
  const share = (row: number, inverse: Float64Array, from: number, stride: number): number => {
    let sum = 0;
    for (let j = 0; j < all; j++) if (j !== row) sum += system![row * all + j] * inverse[from + j * stride];
    return sum / b[row] ** 2 + (squares[row] / c) * inverse[from + row * stride];
  };
  if (4 * at.length > all) {
    const inverse = await factor.inverse(work);
    for (const position of at) out[position] = share(rows[position], inverse, rows[position], all);
    return;
  }
  const pacer = createPacer(work);
  for (let first = 0; first < at.length; first += COLUMNS) {
    const chunk = at.subarray(first, first + COLUMNS);
    const units = new Float64Array(all * chunk.length);
    chunk.forEach((position, column) => (units[rows[position] * chunk.length + column] = 1));
    const inverse = factor.solve(units, chunk.length);
    chunk.forEach((position, column) => {
      out[position] = share(rows[position], inverse, column, chunk.length);
    });
    await pacer.pause({ stage: STAGE, fraction: (first + chunk.length) / at.length });
  }
}

/** A⁰_i = G_ii I / c − MᵀM with M = L⁻¹Bᵀ(G_i ⊗ I) / c. */
async function bySubtraction(dual: Dual, rows: Int32Array, work: Work): Promise<Float64Array> {
  const { curvature, root, squares, factor, c } = dual;
  const { rows: all, scores: k, width: d, placed } = curvature;
  const pacer = createPacer(work);
  const out = new Float64Array(rows.length * k * k);
  const atOnce = Math.max(1, Math.floor(COLUMNS / k));
  for (let first = 0; first < rows.length; first += atOnce) {
    const chunk = rows.subarray(first, first + atOnce);
    const m = chunk.length;
    const points = new Float64Array(d * m);
    chunk.forEach((row, at) => forEachEntry(curvature, row, (j, value) => (points[j * m + at] = value)));
    const inner = placed.times(withoutBorder(points, (d - 1) * m), m);
    const spread = new Float64Array(all * k * m * k);
    for (let j = 0; j < all; j++)
      for (let at = 0; at < m; at++)
        for (let s = 0; s < k; s++) spread[((j * k + s) * m + at) * k + s] = inner[j * m + at] / c;
    const half = factor.halfSolve(timesRootTransposed(root, spread, k, m * k), m * k);
    const blocks = out.subarray(first * k * k);
    for (let line = 0; line < all * k; line++)
      for (let at = 0; at < m; at++) {
        const from = (line * m + at) * k;
        for (let s = 0; s < k; s++)
          for (let t = 0; t < k; t++) blocks[(at * k + s) * k + t] -= half[from + s] * half[from + t];
      }
    chunk.forEach((row, at) => {
      for (let s = 0; s < k; s++) blocks[(at * k + s) * k + s] += squares[row] / c;
    });
    await pacer.pause({ stage: STAGE, fraction: (first + m) / rows.length });
  }
  return out;
}

/** Adds (I − Z_i)σ⁻¹(I − Z_i)ᵀ. */
function addBorder(dual: Dual, rows: Int32Array, blocks: Float64Array): Float64Array {
  const { curvature, root, f, sigma, c } = dual;
  const { scores: k, width: d, placed } = curvature;
  const pulled = placed.transposeTimes(timesRoot(root, f, k, k), k * k);
  const z = placed.times(withoutBorder(pulled, (d - 1) * k * k), k * k);
  rows.forEach((row, at) => {
    // Columns s of (I − Z_i)ᵀ, and σ⁻¹ of them.
    const left = new Float64Array(k * k);
    for (let s = 0; s < k; s++)
      for (let t = 0; t < k; t++) left[t * k + s] = (s === t ? 1 : 0) - z[(row * k + s) * k + t] / c;
    const solved = solveCholeskySmall(sigma, left.slice(), k, k);
    for (let s = 0; s < k; s++)
      for (let t = 0; t < k; t++)
        for (let p = 0; p < k; p++) blocks[(at * k + s) * k + t] += left[p * k + s] * solved[p * k + t];
  });
  return blocks;
}
