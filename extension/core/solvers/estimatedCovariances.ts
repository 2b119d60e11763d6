/**
 * A_i = J_i (H + δI)⁻¹ J_iᵀ / n of all rows without a factor of the curvature, estimated: the leading directions of the curvature are taken
 * as they are, of the rest each row's own share; what the other rows add to the rest is one number for all of them, set so that rows that are
 * drawn and solved for come out right in the mean.
 */
import type { Work } from '../../contract/progress';
import { MEMORY_SHARE } from '../linalg/memory';
import { solveSmall } from '../linalg/small';
import type { Float64Backend } from '../linalg/types';
import { createPacer } from '../pacing';
import { createRandom, shuffle } from '../random';
import { conjugateGradients } from './conjugateGradients';
import { covariancesBySolving, forEachEntry } from './covariances';
import { type KrylovInverse, krylovInverse } from './krylov';
import type { LinearCurvature } from './types';

/** Directions of the curvature that are taken as they are. */
const DIRECTIONS = 12;
/** Rows that are solved for. */
const SAMPLE = 10;
/** Relative residual of their solves; A_i is then right to about its square. */
export const ESTIMATE_TOLERANCE = 0.03;
const MAX_ITERATIONS = 500;
/** Blocks of the size of the sample that its solves hold. */
const HELD_BLOCKS = 8;
const SEED = 1;
const STAGE = 'Estimating the leverage of the rows';

export interface EstimatedCovariances {
  /** A_i, K × K each. */
  covariances: Float64Array;
  /** Relative errors of trace A_i at the rows that were solved for. */
  errors: Float64Array;
}

/** A row's A_i apart: what the leading directions give, and its length outside them, K × K each and times n. */
interface Parts {
  leading: Float64Array;
  outside: Float64Array;
}

export async function estimateCovariances(
  curvature: LinearCurvature,
  backend: Float64Backend,
  work: Work,
): Promise<EstimatedCovariances> {
  const { rows, scores: k, dimension, memory } = curvature;
  const room = (memory * MEMORY_SHARE.solver) / (8 * dimension);
  const inverse = await krylovInverse(
    curvature,
    Math.max(1, Math.min(DIRECTIONS, Math.floor(room / 4) - k)),
    backend,
    work,
  );
  const parts = partsOf(curvature, inverse);
  const drawn = Math.max(1, Math.min(SAMPLE, rows, Math.floor(room / (HELD_BLOCKS * k))));
  const sample = shuffle(
    Int32Array.from({ length: rows }, (_, i) => i),
    createRandom(SEED),
  ).slice(0, drawn);
  const exact = traces(await solvedCovariances(curvature, inverse, sample, work), k);
  const estimateAt = (others: number): Float64Array =>
    traces(covariancesOf(curvature, parts, inverse.ridge + others, sample), k);
  const others = curvatureOfOthers(estimateAt, exact, inverse.ridge);
  const every = Int32Array.from({ length: rows }, (_, i) => i);
  const covariances = covariancesOf(curvature, parts, inverse.ridge + others, every);
  await createPacer(work).pause({ stage: STAGE, fraction: 1 });
  return { covariances, errors: estimateAt(others).map((value, at) => value / exact[at] - 1) };
}

function partsOf(curvature: LinearCurvature, { basis, size, inner }: KrylovInverse): Parts {
  const { rows, scores: k, placed } = curvature;
  // J_iV of every row, K × size.
  const shares = placed.times(basis, k * size);
  const leading = new Float64Array(rows * k * k);
  const outside = new Float64Array(rows * k * k);
  const solved = new Float64Array(k * size);
  for (let i = 0; i < rows; i++) {
    const t = shares.subarray(i * k * size, (i + 1) * k * size);
    solved.fill(0);
    for (let s = 0; s < k; s++)
      for (let a = 0; a < size; a++)
        for (let b = 0; b < size; b++) solved[s * size + a] += inner[a * size + b] * t[s * size + b];
    let squared = 0;
    forEachEntry(curvature, i, (_, value) => (squared += value * value));
    for (let s = 0; s < k; s++)
      for (let u = 0; u < k; u++) {
        let inside = 0;
        let known = 0;
        for (let a = 0; a < size; a++) {
          known += t[s * size + a] * solved[u * size + a];
          inside += t[s * size + a] * t[u * size + a];
        }
        leading[(i * k + s) * k + u] = known;
        outside[(i * k + s) * k + u] = (s === u ? squared : 0) - inside;
      }
    // Rounding may leave less than nothing of a row that lies within the directions.
    for (let s = 0; s < k; s++) outside[(i * k + s) * k + s] = Math.max(0, outside[(i * k + s) * k + s]);
  }
  return { leading, outside };
}

/** (leading + S(ρI + W_i S/n)⁻¹)/n, with S the row's length outside the leading directions: its own curvature counts there. */
function covariancesOf(
  curvature: LinearCurvature,
  { leading, outside }: Parts,
  ridge: number,
  rows: Int32Array,
): Float64Array {
  const { scores: k, count } = curvature;
  const out = new Float64Array(rows.length * k * k);
  const system = new Float64Array(k * k);
  rows.forEach((row, at) => {
    const w = curvature.weights(row, row + 1);
    const s = outside.subarray(row * k * k, (row + 1) * k * k);
    for (let c = 0; c < k; c++) {
      // Column c of S(ρI + WS/n)⁻¹ is column c of (ρI + SW/n)⁻¹S, as both factors are symmetric.
      for (let a = 0; a < k; a++)
        for (let b = 0; b < k; b++) {
          let sum = 0;
          for (let d = 0; d < k; d++) sum += s[a * k + d] * w[d * k + b];
          system[a * k + b] = sum / count + (a === b ? ridge : 0);
        }
      const column = Float64Array.from({ length: k }, (_, a) => s[a * k + c]);
      solveSmall(system, column, k).forEach((value, a) => {
        out[(at * k + a) * k + c] = (leading[(row * k + a) * k + c] + value) / count;
      });
    }
  });
  return out;
}

/** By solving, to few digits. */
function solvedCovariances(
  curvature: LinearCurvature,
  inverse: KrylovInverse,
  rows: Int32Array,
  work: Work,
): Promise<Float64Array> {
  const solve = async (b: Float64Array, m: number) => {
    const { x, estimatedResidual } = await conjugateGradients(
      (v, columns) => curvature.times(v, columns.length),
      (r, columns) => inverse.apply(r, columns.length),
      b,
      m,
      { tolerance: ESTIMATE_TOLERANCE, maxIterations: MAX_ITERATIONS, stage: STAGE },
      work,
    );
    return { x, relativeResidual: estimatedResidual };
  };
  return covariancesBySolving(curvature, solve, rows, work);
}

/** The number that makes the mean logarithm of estimated over exact traces zero; 0 where they are not too large without. */
function curvatureOfOthers(
  estimateAt: (others: number) => Float64Array,
  exact: Float64Array,
  ridge: number,
): number {
  const excess = (others: number): number =>
    estimateAt(others).reduce((sum, value, at) => sum + (exact[at] > 0 ? Math.log(value / exact[at]) : 0), 0);
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, ridge];
  for (let doubling = 0; doubling < 200 && excess(high) > 0; doubling++) [low, high] = [high, 2 * high];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function traces(blocks: Float64Array, k: number): Float64Array {
  const out = new Float64Array(blocks.length / (k * k));
  for (let i = 0; i < out.length; i++) for (let s = 0; s < k; s++) out[i] += blocks[(i * k + s) * k + s];
  return out;
}
