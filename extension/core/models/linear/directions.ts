/**
 * Newton directions: conjugate gradients on H with a preconditioner that is worth its price. There are those of the
 * solvers, and the Cholesky factor of H itself. Each is built, or built anew at the current
 * parameters, once the iterations since then have cost as much as building it.
 */
import type { Work } from '../../../contract/progress';
import { MEMORY_SHARE } from '../../linalg/memory';
import type { Float64Backend } from '../../linalg/types';
import { conjugateGradients } from '../../solvers/conjugateGradients';
import { gramFlops, passFlops } from '../../solvers/cost';
import { factorRegularized } from '../../solvers/factor';
import { assembleHessian, featuresOutermost, scoresOutermost } from '../../solvers/hessian';
import { diagonalPreconditioner } from '../../solvers/preconditioners/diagonal';
import { PRECONDITIONERS } from '../../solvers/preconditioners/registry';
import type { Preconditioner, PreconditionerKind } from '../../solvers/preconditioners/types';
import type { LinearCurvature } from '../../solvers/types';
import { dot } from './objective';

/** What costs no more than this many iterations is built at the start. */
const AT_ONCE = 20;

export interface Direction {
  step: Float64Array;
  /** −∇Rᵀ step: the squared Newton decrement as far as the step solves its system. */
  decrement: number;
  iterations: number;
}

export interface Directions {
  /** @param tolerance relative residual of H·step = −∇R */
  next(curvature: LinearCurvature, gradient: Float64Array, tolerance: number, work: Work): Promise<Direction>;
  dispose(): void;
}

/** @param start a good preconditioner from elsewhere, which stays the caller's */
export function createDirections(backend: Float64Backend, start?: Preconditioner): Directions {
  let current = start;
  /** Index in `kinds` of what `current` is; a start from elsewhere counts as the best. */
  let level = start ? kinds.length - 1 : -1;
  /** Iterations since each kind was last built. */
  const spent = kinds.map(() => (start ? 0 : AT_ONCE));
  const release = (): void => {
    if (current !== start) current?.dispose();
  };
  return {
    async next(curvature, gradient, tolerance, work) {
      for (let kind = kinds.length - 1; kind >= Math.max(level, 0); kind--) {
        const price = priceOf(kinds[kind], curvature);
        if (price === undefined || price > spent[kind]) continue;
        const next = await kinds[kind].build(curvature, backend, work);
        release();
        current = next;
        level = kind;
        spent.fill(0, 0, kind + 1);
        break;
      }
      const used = (current ??= diagonalPreconditioner(curvature));
      const { x, iterations } = await conjugateGradients(
        (v) => curvature.times(v, 1),
        (r) => used.apply(r, 1),
        gradient.map((g) => -g),
        1,
        { tolerance, maxIterations: Math.max(250, Math.min(2 * curvature.dimension, 1000)) },
        work,
      );
      for (let kind = 0; kind < kinds.length; kind++) spent[kind] += iterations;
      return { step: x, decrement: -dot(gradient, x), iterations };
    },
    dispose: release,
  };
}

/** What building costs in iterations of conjugate gradients; undefined where it does not fit. */
function priceOf(kind: PreconditionerKind, curvature: LinearCurvature): number | undefined {
  const cost = kind.cost(curvature);
  if (!cost || cost.bytes > MEMORY_SHARE.preconditioner * curvature.memory) return undefined;
  return cost.flops / passFlops(curvature.features, curvature.scores);
}

const whole: PreconditionerKind = {
  cost(curvature) {
    const { dimension: n, scores: k, rows } = curvature;
    // For one score the decoupled curvature is the whole one.
    if (k === 1) return undefined;
    const flops = ((k * (k + 1)) / 2) * gramFlops(curvature) + n ** 3 / 3;
    return { flops, bytes: 8 * (n * n + rows * k * k) };
  },
  iterations: () => 3,
  async build(curvature, backend, work) {
    const { dimension, width: d, scores: k } = curvature;
    const hessian = await assembleHessian(curvature, work);
    const factor = await factorRegularized(hessian, dimension, backend, work);
    return {
      apply: (r, m) => featuresOutermost(factor.solve(scoresOutermost(r, d, k, m), m), d, k, m),
      dispose: () => factor.dispose(),
    };
  },
};

const kinds: readonly PreconditionerKind[] = [...PRECONDITIONERS, whole];
