/** The curvature itself, (K·d) × (K·d), and its Cholesky factor. */
import type { Work } from '../../contract/progress';
import type { CholeskyFactor, Float64Backend } from '../linalg/types';
import { gramFlops } from './cost';
import { assembleHessian, featuresOutermost, scoresOutermost } from './hessian';
import { refine } from './residual';
import { covariancesFromFactor, covariancesFromHalfInverse, covariancesFromInverse } from './covariances';
import type { InverseCurvature, LinearCurvature, SolverEntry } from './types';

/** Up to this dimension the triangular inverse serves all rows: the most accurate way, and cheap there. */
const HALF_INVERSE = 1500;

export const exactPrimal: SolverEntry<LinearCurvature> = {
  choice: 'exact',
  name: 'exact',
  merit: ({ dimension }) =>
    `the ${dimension.toLocaleString('en')} × ${dimension.toLocaleString('en')} curvature matrix is small enough to factor`,
  cost(curvature, { solves, rows }) {
    const { dimension: n, scores: k, width: d, rows: all } = curvature;
    const fewRows = 2 * rows * k * n * n;
    const allRows = n > HALF_INVERSE ? n ** 3 + k * k * all * d * d : n ** 3 / 3 + 2 * all * n * d * k;
    return {
      flops:
        ((k * (k + 1)) / 2) * gramFlops(curvature) +
        n ** 3 / 3 +
        4 * n * n * solves +
        Math.min(fewRows, allRows),
      bytes: 8 * (2 + (rows > 0 && allRows < fewRows ? 1 : 0)) * n * n + 8 * all * k * k,
    };
  },
  async build(curvature, backend, work) {
    const { dimension, damping } = curvature;
    const factor = await backend.cholesky(await assembleHessian(curvature, work), dimension, work);
    return primalInverse(curvature, factor, backend, damping);
  },
};

function primalInverse(
  curvature: LinearCurvature,
  factor: CholeskyFactor,
  backend: Float64Backend,
  damping: number,
): InverseCurvature {
  const { dimension: n, width: d, scores: k, rows: all } = curvature;
  const inverse = (b: Float64Array, m: number): Float64Array =>
    featuresOutermost(factor.solve(scoresOutermost(b, d, k, m), m), d, k, m);
  return {
    name: exactPrimal.name,
    damping,
    solve: (b, m) => Promise.resolve(refine(curvature, inverse, b, m)),
    async scoreCovariances(rows, work: Work) {
      const few = rows.length < all && 2 * rows.length * k * n * n < n ** 3;
      if (few) return covariancesFromFactor(curvature, factor, rows, work);
      const every =
        n <= HALF_INVERSE
          ? await covariancesFromHalfInverse(curvature, factor, work)
          : await covariancesFromInverse(curvature, factor, work);
      return rows.length === all ? every : takeBlocks(every, rows, k * k);
    },
    dispose: () => factor.dispose(),
  };
}
