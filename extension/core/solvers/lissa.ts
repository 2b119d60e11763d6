/** Stochastic estimation with the curvature of a few rows at a time: no matrix is formed, and a step reads no more than those rows. */
import type { Work } from '../../contract/progress';
import { extremeEigenvalues } from '../linalg/lanczos';
import type { Float64Backend } from '../linalg/types';
import type { Random } from '../random';
import { sharedPassFlops } from './cost';
import { covariancesBySolving } from './covariances';
import { diagonalPreconditioner } from './preconditioners/diagonal';
import { REQUIRED_RESIDUAL } from './residual';
import { solveStochastically, stepsOf } from './stochastic';
import type { InverseCurvature, LinearCurvature, SolverEntry } from './types';

/** Rows of a step. */
const BATCH = 64;
/** Runs that a solve takes, about, and steps of one when its scale is not known yet; beyond how many operations it is none. */
const RUNS = 300;
const STEPS = 1000;
const HOPELESS = 2e13;
const LANCZOS = { steps: 20, seed: 1 };
/** The largest eigenvalue is found from below. */
const MARGIN = 1.1;

export const lissaSolver: SolverEntry<LinearCurvature> = {
  choice: 'lissa',
  name: 'lissa',
  onRequest: true,
  merit: () =>
    `stochastic estimation with ${BATCH} rows a step, scaled by the largest eigenvalue, averaged and repeated until the residual is small`,
  cost(curvature, { solves, rows, covariances }) {
    const columns = solves + rows * curvature.scores;
    const flops = columns * solveFlops(curvature, STEPS);
    return covariances && flops > HOPELESS ? undefined : { flops, bytes: 0 };
  },
  async build(curvature, backend, work) {
    return stochasticInverse(curvature, await scaleOf(curvature, backend, work));
  },
};

function solveFlops({ features, scores, rows, dimension }: LinearCurvature, steps: number): number {
  const drawn = Math.min(BATCH, rows) / rows;
  return RUNS * steps * (drawn * sharedPassFlops(features, scores) + dimension);
}

function stochasticInverse(curvature: LinearCurvature, scale: number): InverseCurvature {
  const { l2, damping } = curvature;
  const weights = curvature.weights(0, curvature.rows);
  const operator = {
    scale,
    floor: l2 + damping,
    times: (v: Float64Array, m: number) => curvature.times(v, m),
    sample: (v: Float64Array, m: number, random: Random) => sampledProduct(curvature, weights, v, m, random),
  };
  const preconditioner = diagonalPreconditioner(curvature);
  const solve: InverseCurvature['solve'] = (b, m, work) => {
    const options = { tolerance: REQUIRED_RESIDUAL, seed: 0, stage: 'Solving by stochastic estimation' };
    return solveStochastically(operator, b, m, options, work);
  };
  return {
    name: lissaSolver.name,
    damping,
    solve,
    approximate: (b, m) => preconditioner.apply(b, m),
    scoreCovariances: (rows, work) => covariancesBySolving(curvature, solve, rows, work),
    rowFlops: (rows) => rows * curvature.scores * solveFlops(curvature, stepsOf(operator)),
    dispose: () => preconditioner.dispose(),
  };
}

/**
 * σ with which steps contract in mean square: E[Ĥ²] ≤ ((1 − 1/B)·λ_max + L/B)·H for Ĥ of B rows, of whom none has a curvature beyond
 * L (Needell, Srebro & Ward 2014).
 */
async function scaleOf(curvature: LinearCurvature, backend: Float64Backend, work: Work): Promise<number> {
  const { dimension, rows, scores: k, count, l2, interceptRidge, damping, features } = curvature;
  const { largest } = await extremeEigenvalues(
    dimension,
    (v) => curvature.times(v, 1),
    LANCZOS,
    backend,
    work,
  );
  const weights = curvature.weights(0, rows);
  let ofRow = 0;
  for (let i = 0; i < rows; i++) {
    let trace = 0;
    for (let s = 0; s < k; s++) trace += weights[(i * k + s) * k + s];
    let squares = 0;
    forRow(features, i, (_, value) => (squares += value * value));
    ofRow = Math.max(ofRow, (rows / count) * trace * squares);
  }
  const share = 1 / Math.min(BATCH, rows);
  const ridge = Math.max(l2, interceptRidge) + damping;
  return MARGIN * largest * (1 - share) + share * (ofRow + ridge);
}

/** Ĥ·V: the penalty and the damping as they are, the data by the mean over drawn rows. @param w W_i of every row */
function sampledProduct(
  { features, rows, width, scores: k, count, l2, interceptRidge, damping }: LinearCurvature,
  w: Float64Array,
  v: Float64Array,
  m: number,
  random: Random,
): Float64Array {
  const out = new Float64Array(v.length);
  const penalised = (width - 1) * k * m;
  for (let at = 0; at < v.length; at++) out[at] = ((at < penalised ? l2 : interceptRidge) + damping) * v[at];
  const drawn = Math.min(BATCH, rows);
  const moved = new Float64Array(k * m);
  const bent = new Float64Array(k * m);
  for (let draw = 0; draw < drawn; draw++) {
    const i = Math.floor(random() * rows);
    moved.fill(0);
    forRow(features, i, (j, value) => {
      for (let at = 0, from = j * k * m; at < k * m; at++) moved[at] += value * v[from + at];
    });
    bent.fill(0);
    const share = rows / (count * drawn);
    for (let s = 0; s < k; s++)
      for (let t = 0; t < k; t++)
        for (let c = 0; c < m; c++) bent[s * m + c] += share * w[(i * k + s) * k + t] * moved[t * m + c];
    forRow(features, i, (j, value) => {
      for (let at = 0, from = j * k * m; at < k * m; at++) out[from + at] += value * bent[at];
    });
  }
  return out;
}

function forRow(
  matrix: LinearCurvature['features'],
  i: number,
  use: (column: number, value: number) => void,
): void {
  if (matrix.kind === 'dense')
    for (let j = 0, at = i * matrix.cols; j < matrix.cols; j++, at++) use(j, matrix.data[at]);
  else
    for (let at = matrix.indptr[i]; at < matrix.indptr[i + 1]; at++)
      use(matrix.indices[at], matrix.values[at]);
}
