/** The dual of the curvature and its Cholesky factor, for more features than rows. */
import { rowGramFlops } from './cost';
import { factorDual, solveDual } from './dual';
import { dualCovarianceFlops, dualCovariances } from './dualCovariances';
import { refine } from './residual';
import type { LinearCurvature, SolverEntry } from './types';

export const exactDual: SolverEntry<LinearCurvature> = {
  choice: 'exact',
  name: 'exact (dual)',
  merit({ rows, width, scores }) {
    const [small, large] = [rows * scores, width * scores].map((n) => n.toLocaleString('en'));
    return `with fewer rows than features, the ${small} × ${small} dual of the ${large} × ${large} curvature matrix is factored`;
  },
  cost(curvature, { solves, rows }) {
    const { rows: all, width, scores: k } = curvature;
    if (all >= width) return undefined;
    const n = all * k;
    const inverse = k === 1 && rows === all;
    return {
      flops: rowGramFlops(curvature) + n ** 3 / 3 + 4 * n * n * solves + dualCovarianceFlops(rows, all, k),
      bytes: 8 * n * n * (inverse ? 3 : 2) + (k > 1 ? 8 * all * all : 0),
    };
  },
  async build(curvature, backend, work) {
    const dual = await factorDual(curvature, backend, work);
    const inverse = (b: Float64Array, m: number): Float64Array => solveDual(dual, b, m);
    return {
      name: exactDual.name,
      damping: curvature.damping,
      solve: (b, m) => Promise.resolve(refine(curvature, inverse, b, m)),
      approximate: inverse,
      scoreCovariances: (rows, during) => dualCovariances(dual, rows, during),
      rowFlops: (rows) => dualCovarianceFlops(rows, curvature.rows, curvature.scores),
      dispose: () => dual.factor.dispose(),
    };
  },
};
