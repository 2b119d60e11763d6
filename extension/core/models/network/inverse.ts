/** How the inverse curvature of a network is applied. */
import type { SolverHead } from '../../../contract/documents';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { Float64Backend } from '../../linalg/types';
import { createRandom } from '../../random';
import { conjugateGradients } from '../../solvers/conjugateGradients';
import type { InfluenceOptions } from '../types';
import type { Batches } from './batches';
import { chooseSolver, CURVATURE_NAMES, factoredCurvature, NOT_FACTORED, type SolverName } from './choose';
import { createCurvature, type CurvatureKind, relativeResidual } from './curvature';
import { DAMPING_SHARE } from './ekfac';
import { exactCovariances } from './exact';
import { scoreCovariances } from './ekfacBlocks';
import type { Factors } from './factors';
import { createStochastic } from './lissa';
import { dot, type NetworkProblem } from './problem';

const TO_THE_END = { tolerance: 1e-4, maxIterations: 200 };
/**
 * EK-FAC by itself leaves a residual of half the right-hand side and more where the damping is small, and what it leaves out is in
 * few directions: a few conjugate gradients that start from it reach a cosine of 0.98 with the solution (benchmark `perceptron`).
 */
export const REFINED = { tolerance: 0.1, maxIterations: 20 };
const PROBES = 8;

export interface NetworkInverse {
  readonly name: SolverName;
  readonly damping: number;
  /** About (C + …)⁻¹·b, at once: what iterations may start from. */
  approximate(b: Float64Array): Float64Array;
  /** (C + …)⁻¹·b. */
  solve(b: Float64Array, work: Work): Promise<{ x: Float64Array; head: SolverHead }>;
  /** A_i = J_i(C + …)⁻¹J_iᵀ / n of every row, n × K × K; `factored` when they come from the factors of each layer. */
  covariances(work: Work): Promise<{ values: Float64Array; factored: boolean }>;
  dispose(): void;
}

/** @param damping δ; 0 lets it follow from the curvature */
export async function createInverse(
  problem: NetworkProblem,
  batches: Batches,
  factors: Factors,
  { solver, damping, curvature: given }: Required<Pick<InfluenceOptions, 'solver' | 'damping' | 'curvature'>>,
  backend: Float64Backend,
  work: Work,
): Promise<NetworkInverse> {
  const found = await factors.find(work);
  if (solver === 'ekfac' && found instanceof LensError) throw found;
  const ekfac = found instanceof LensError ? undefined : found;
  const mean = ekfac?.meanEigenvalue ?? meanEigenvalue(problem, batches);
  const delta = damping > 0 ? damping : DAMPING_SHARE * mean;
  const of = (kind: CurvatureKind) => createCurvature(problem, batches, kind, delta);
  const { name, reason } =
    solver === 'auto' ? chooseSolver(of('gauss-newton'), ekfac, given) : { name: solver, reason: 'As set' };
  const { curvature, factor, why } =
    name === 'exact'
      ? await factoredCurvature(of, given, backend, work)
      : {
          curvature: of(given === 'auto' ? 'gauss-newton' : given),
          factor: undefined,
          why: NOT_FACTORED[given],
        };
  const stochastic =
    name === 'lissa' ? await createStochastic(problem, curvature, backend.memory, backend, work) : undefined;
  const shift = problem.l2 + delta;
  const n = problem.features.rows;
  const approximate = (b: Float64Array): Float64Array =>
    factor?.solve(b, 1) ?? ekfac?.solve(b, shift) ?? b.slice();
  const origin = damping > 0 ? 'as set' : 'a tenth of the mean eigenvalue of Gauss-Newton';
  const apply = async (b: Float64Array, work: Work): Promise<{ x: Float64Array; iterations?: number }> => {
    if (factor) return { x: factor.solve(b, 1) };
    if (stochastic) return stochastic.solve(b, TO_THE_END.tolerance, work);
    const options = {
      ...(name === 'ekfac' ? REFINED : TO_THE_END),
      stage: 'Solving with conjugate gradients',
    };
    return conjugateGradients((v) => curvature.times(v), approximate, b, 1, options, work);
  };
  return {
    name,
    damping: delta,
    approximate,
    async solve(b, work) {
      const before = { ...curvature.products };
      const { x, iterations } = await apply(b, work);
      const residual = relativeResidual(curvature, x, b);
      const { vectors, ms } = curvature.products;
      const head: SolverHead = {
        name,
        damping: delta,
        relativeResidual: residual,
        iterations,
        products: { vectors: vectors - before.vectors, ms: ms - before.ms },
        reason: `${reason}. Curvature: ${CURVATURE_NAMES[curvature.kind]}, ${why}, damping ${delta.toPrecision(2)} (${origin}).`,
      };
      return { x, head };
    },
    async covariances(work) {
      if (factor) return { values: await exactCovariances(factor, batches, n, work), factored: false };
      if (ekfac) return { values: scoreCovariances(ekfac.blocks, batches, n, shift), factored: true };
      throw new LensError('model', 'Scoring every row needs a curvature that is factored by layers.', {
        hint: 'Its layers must be dense or convolve, and have at most 5000 inputs: use fewer features.',
      });
    },
    dispose() {
      factor?.dispose();
      stochastic?.dispose();
    },
  };
}

/** Of G, by a few random vectors of ±1 (Hutchinson 1990). */
function meanEigenvalue(problem: NetworkProblem, batches: Batches): number {
  const plain = createCurvature({ ...problem, l2: 0 }, batches, 'gauss-newton', 0);
  const random = createRandom(0);
  let sum = 0;
  for (let probe = 0; probe < PROBES; probe++) {
    const v = Float64Array.from({ length: plain.dimension }, () => (random() < 0.5 ? -1 : 1));
    sum += dot(v, plain.times(v)) / plain.dimension;
  }
  return sum / PROBES;
}
