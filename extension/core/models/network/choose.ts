/** Which solver and which curvature a network is given, and why. */
import type { CurvatureChoice, SolverChoice } from '../../../contract/config';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { CholeskyFactor, Float64Backend } from '../../linalg/types';
import type { CurvatureKind, NetworkCurvature } from './curvature';
import type { Ekfac } from './ekfac';
import { formCurvature, MOST_PARAMETERS } from './exact';

export type SolverName = Exclude<SolverChoice, 'auto'>;

export const CURVATURE_NAMES: Record<CurvatureKind, string> = {
  hessian: 'Hessian',
  'gauss-newton': 'Gauss-Newton',
};

/** Why a curvature is used that is not factored whole. */
export const NOT_FACTORED: Record<CurvatureChoice, string> = {
  auto: 'chosen since the Hessian may have negative directions',
  hessian: 'as set',
  'gauss-newton': 'as set',
};

/** Time that a solver may be expected to take before the automatic choice goes for a cheaper one. */
const EXACT_MS = 4000;
const ITERATING_MS = 20_000;
const TYPICAL_ITERATIONS = 30;

export function chooseSolver(
  curvature: NetworkCurvature,
  ekfac: Ekfac | undefined,
  wanted: CurvatureChoice,
): { name: SolverName; reason: string } {
  const { dimension } = curvature;
  const unit = new Float64Array(dimension).fill(1);
  curvature.times(unit);
  const start = performance.now();
  curvature.times(unit);
  const productMs = performance.now() - start;
  if (dimension <= MOST_PARAMETERS && dimension * productMs <= EXACT_MS)
    return {
      name: 'exact',
      reason: `Chosen automatically: the curvature of ${dimension} parameters is factored whole`,
    };
  if (!ekfac) return { name: 'cg', reason: 'Chosen automatically: the layers cannot be factored' };
  if (wanted === 'hessian')
    return { name: 'cg', reason: 'Chosen automatically: the Hessian is too large to be factored whole' };
  if (TYPICAL_ITERATIONS * productMs <= ITERATING_MS)
    return { name: 'cg', reason: 'Chosen automatically: iterating to the end takes little time here' };
  return {
    name: 'ekfac',
    reason:
      'Chosen automatically: iterating to the end would take long, so a few iterations refine what the factored layers give',
  };
}

/**
 * The damped curvature of a small network with its factor. Left to the tool, it is the Hessian where no eigenvalue of it is below −δ/2:
 * at a minimum but for noise. Throws a `numeric` error for a damped Hessian that is asked for and not positive definite.
 */
export async function factoredCurvature(
  of: (kind: CurvatureKind) => NetworkCurvature,
  wanted: CurvatureChoice,
  backend: Float64Backend,
  work: Work,
): Promise<{ curvature: NetworkCurvature; factor: CholeskyFactor; why: string }> {
  if (wanted === 'gauss-newton') {
    const curvature = of('gauss-newton');
    return {
      curvature,
      factor: await factored(await matrixOf(curvature, work), 0, backend, work),
      why: 'as set',
    };
  }
  const hessian = of('hessian');
  const matrix = await matrixOf(hessian, work);
  try {
    if (wanted === 'auto') (await factored(matrix, hessian.damping / 2, backend, work)).dispose();
    const factor = await factored(matrix, 0, backend, work);
    return {
      curvature: hessian,
      factor,
      why: wanted === 'auto' ? 'chosen since the network is at a minimum' : 'as set',
    };
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'numeric') throw error;
    if (wanted === 'hessian')
      throw new LensError('numeric', 'The damped Hessian of the network has negative directions.', {
        hint: 'Raise influence.damping, or set influence.curvature to "gauss-newton" or "auto".',
        cause: error,
      });
  }
  const curvature = of('gauss-newton');
  const factor = await factored(await matrixOf(curvature, work), 0, backend, work);
  return { curvature, factor, why: 'chosen since the Hessian has negative directions here' };
}

async function matrixOf(curvature: NetworkCurvature, work: Work): Promise<Float64Array> {
  const { dimension } = curvature;
  if (dimension > MOST_PARAMETERS)
    throw new LensError(
      'memory',
      `The solver "exact" forms the curvature of up to ${MOST_PARAMETERS} parameters; the network has ${dimension}.`,
      { hint: 'Choose influence.solver "cg" or "ekfac", or "auto".' },
    );
  return formCurvature(curvature, work);
}

/** @param less taken from the diagonal before */
function factored(
  matrix: Float64Array,
  less: number,
  backend: Float64Backend,
  work: Work,
): Promise<CholeskyFactor> {
  const p = Math.sqrt(matrix.length);
  const shifted =
    less === 0 ? matrix : matrix.map((value, at) => (at % (p + 1) === 0 ? value - less : value));
  return backend.cholesky(shifted, p, work);
}
