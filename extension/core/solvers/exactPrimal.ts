/** The curvature itself, (K·d) × (K·d), and its Cholesky factor. */
import type { CholeskyFactor } from '../linalg/types';
import { gramFlops } from './cost';
import {
  covariancesFromFactor,
  covariancesFromHalfInverse,
  covariancesFromInverse,
  takeBlocks,
} from './covariances';
import { assembleHessian, featuresOutermost, scoresOutermost } from './hessian';
import { refine } from './residual';
import type { InverseCurvature, LinearCurvature, SolverEntry } from './types';

/** Up to this dimension the triangular inverse serves all rows: the most accurate way, and cheap there. */
const HALF_INVERSE = 1500;

export const exactPrimal: SolverEntry<LinearCurvature> = {
  choice: 'exact',
  name: 'exact',
  merit: ({ dimension }) =>
    `the ${dimension.toLocaleString('en')} × ${dimension.toLocaleString('en')} curvature matrix is small enough to factor`,
  cost(curvature, { solves, rows }) {
    const { dimension: n, scores: k, rows: all } = curvature;
    const factoring = ((k * (k + 1)) / 2) * gramFlops(curvature) + n ** 3 / 3;
    const inverse = rows > 0 && n > HALF_INVERSE && !few(curvature, rows);
    return {
      flops: factoring + 4 * n * n * solves + covarianceFlops(curvature, rows),
      bytes: 8 * ((inverse ? 3 : 2) * n * n + all * k * k),
    };
  },
  async build(curvature, backend, work) {
    const { dimension } = curvature;
    const factor = await backend.cholesky(await assembleHessian(curvature, work), dimension, work);
    return primalInverse(curvature, factor);
  },
};

function primalInverse(curvature: LinearCurvature, factor: CholeskyFactor): InverseCurvature {
  const { dimension: n, width: d, scores: k, rows: all } = curvature;
  const inverse = (b: Float64Array, m: number): Float64Array =>
    featuresOutermost(factor.solve(scoresOutermost(b, d, k, m), m), d, k, m);
  return {
    name: exactPrimal.name,
    damping: curvature.damping,
    solve: (b, m) => Promise.resolve(refine(curvature, inverse, b, m)),
    approximate: inverse,
    async scoreCovariances(rows, work) {
      if (few(curvature, rows.length)) return covariancesFromFactor(curvature, factor, rows, work);
      const every =
        n <= HALF_INVERSE
          ? await covariancesFromHalfInverse(curvature, factor, work)
          : await covariancesFromInverse(curvature, factor, work);
      return rows.length === all ? every : takeBlocks(every, rows, k * k);
    },
    rowFlops: (rows) => covarianceFlops(curvature, rows),
    dispose: () => factor.dispose(),
  };
}

/** Whether these rows one by one cost less than all of them at once. */
function few(curvature: LinearCurvature, rows: number): boolean {
  return rows < curvature.rows && rowByRow(curvature, rows) < allAtOnce(curvature);
}

function covarianceFlops(curvature: LinearCurvature, rows: number): number {
  return few(curvature, rows) ? rowByRow(curvature, rows) : allAtOnce(curvature);
}

function rowByRow({ dimension: n, scores: k }: LinearCurvature, rows: number): number {
  return 2 * rows * k * n * n;
}

function allAtOnce({ dimension: n, scores: k, width: d, rows }: LinearCurvature): number {
  return n > HALF_INVERSE ? n ** 3 + k * (k + 1) * rows * d * d : n ** 3 / 3 + 2 * rows * n * d * k;
}
