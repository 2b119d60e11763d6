/**
 * Newton directions: conjugate gradients on H, with a preconditioner that is renewed once the iterations since its last
 * building have cost as much as building it would. Where H is small its own Cholesky factor is the preconditioner and one or
 * two iterations suffice; where nothing better is affordable it is the diagonal.
 */
import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import { conjugateGradients } from '../../solvers/conjugateGradients';
import { factorRegularized } from '../../solvers/factor';
import { assembleHessian, featuresOutermost, scoresOutermost } from '../../solvers/hessian';
import { decoupledPreconditioner } from '../../solvers/preconditioners/decoupled';
import { diagonalPreconditioner } from '../../solvers/preconditioners/diagonal';
import type { Preconditioner } from '../../solvers/preconditioners/types';
import type { LinearCurvature } from '../../solvers/types';
import { dot } from './objective';

/** Operations of a matrix product that take as long as one of a pass over the data for a single vector. */
const PRODUCT_SPEED = 5;
/** Building that costs no more than this many iterations is done at once. */
const AT_ONCE = 30;
/** Largest factors held for preconditioning, bytes. */
const MEMORY = 512 * 2 ** 20;

export interface Direction {
  step: Float64Array;
  /** −∇Rᵀ step: the squared Newton decrement as far as the step solves its system. */
  decrement: number;
  iterations: number;
}

export interface Directions {
  next(curvature: LinearCurvature, gradient: Float64Array, tolerance: number, work: Work): Promise<Direction>;
  dispose(): void;
}

/** @param start a preconditioner from elsewhere, which stays the caller's */
export function createDirections(backend: Float64Backend, start?: Preconditioner): Directions {
  let current: Preconditioner | undefined = start;
  let owned = false;
  let spent = start === undefined ? Infinity : 0;
  const replace = (next: Preconditioner): void => {
    if (owned) current?.dispose();
    current = next;
    owned = true;
    spent = 0;
  };
  return {
    async next(curvature, gradient, tolerance, work) {
      const better = affordable(curvature);
      if (better && spent >= better.iterations && (spent < Infinity || better.iterations <= AT_ONCE))
        replace(await better.build(curvature, backend, work));
      current ??= diagonalPreconditioner(curvature);
      if (spent === Infinity) spent = 0;
      const used = current;
      const { x, iterations } = await conjugateGradients(
        (v) => curvature.times(v, 1),
        (r) => used.apply(r, 1),
        gradient.map((g) => -g),
        1,
        { tolerance, maxIterations: Math.max(250, Math.min(2 * curvature.dimension, 1000)) },
        work,
      );
      spent += iterations;
      return { step: x, decrement: -dot(gradient, x), iterations };
    },
    dispose: () => {
      if (owned) current?.dispose();
    },
  };
}

interface Affordable {
  /** Its cost in iterations of conjugate gradients. */
  iterations: number;
  build(curvature: LinearCurvature, backend: Float64Backend, work: Work): Promise<Preconditioner>;
}

function affordable(curvature: LinearCurvature): Affordable | undefined {
  const { dimension: n, width: d, scores: k, rows } = curvature;
  const inIterations = (flops: number): number => flops / PRODUCT_SPEED / curvature.flops;
  const gram = gramFlops(curvature);
  const whole = inIterations(((k * (k + 1)) / 2) * gram + n ** 3 / 3);
  if (k > 1 && 8 * n * n + 8 * rows * k * k <= MEMORY && whole <= 10)
    return { iterations: whole, build: factorOfHessian };
  if (8 * d * d * (k + 2) > MEMORY) return undefined;
  return { iterations: inIterations(gram + (k * d ** 3) / 3), build: decoupledPreconditioner };
}

/** Operations of Xᵀ diag(w) X. */
export function gramFlops(curvature: LinearCurvature): number {
  const { features, rows, width: d } = curvature;
  if (features.kind === 'dense') return rows * d * d;
  let pairs = 0;
  for (let i = 0; i < rows; i++) pairs += (features.indptr[i + 1] - features.indptr[i]) ** 2;
  return PRODUCT_SPEED * pairs;
}

async function factorOfHessian(
  curvature: LinearCurvature,
  backend: Float64Backend,
  work: Work,
): Promise<Preconditioner> {
  const { dimension, width: d, scores: k } = curvature;
  const factor = await factorRegularized(
    await assembleHessian(curvature, work),
    dimension,
    backend,
    work,
  );
  return {
    apply: (r, m) => featuresOutermost(factor.solve(scoresOutermost(r, d, k, m), m), d, k, m),
    dispose: () => factor.dispose(),
  };
}
