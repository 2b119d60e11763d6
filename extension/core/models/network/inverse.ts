/** How the inverse curvature of a network is applied, and the automatic choice of it. */
import type { SolverChoice } from '../../../contract/config';
import type { SolverHead } from '../../../contract/documents';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { CholeskyFactor, Float64Backend } from '../../linalg/types';
import { createRandom } from '../../random';
import { conjugateGradients } from '../../solvers/conjugateGradients';
import type { Batches } from './batches';
import { createCurvature, type NetworkCurvature, relativeResidual } from './curvature';
import { createEkfac, type Ekfac } from './ekfac';
import { exactCovariances, factorCurvature, MOST_PARAMETERS } from './exact';
import { scoreCovariances } from './ekfacBlocks';
import { createStochastic } from './lissa';
import { dot, type NetworkProblem } from './problem';

/** Share of the mean eigenvalue of G that is added to the diagonal when no damping is given (Grosse et al. 2023, section 2.3). */
const DAMPING_SHARE = 0.1;
const TOLERANCE = 1e-4;
const MAX_ITERATIONS = 200;
/** Time that a solver may be expected to take before the automatic choice goes for a cheaper one. */
const EXACT_MS = 4000;
const ITERATING_MS = 20_000;
const TYPICAL_ITERATIONS = 30;
const PROBES = 8;

type Name = Exclude<SolverChoice, 'auto'>;

export interface NetworkInverse {
  readonly name: Name;
  readonly damping: number;
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
  { solver, damping }: { solver: SolverChoice; damping: number },
  backend: Float64Backend,
  work: Work,
): Promise<NetworkInverse> {
  const ekfac = await createEkfac(problem, batches, backend, work).catch((error: unknown) => {
    const hindered = error instanceof LensError && (error.code === 'model' || error.code === 'memory');
    if (solver === 'ekfac' || !hindered) throw error;
    return undefined;
  });
  const mean = ekfac?.meanEigenvalue ?? meanEigenvalue(problem, batches);
  const delta = damping > 0 ? damping : DAMPING_SHARE * mean;
  const curvature = createCurvature(problem, batches, 'gauss-newton', delta);
  const { name, reason } = solver === 'auto' ? choose(curvature, ekfac) : { name: solver, reason: 'As set' };
  const factor = name === 'exact' ? await factored(curvature, backend, work) : undefined;
  const stochastic =
    name === 'lissa' ? await createStochastic(problem, curvature, backend.memory, backend, work) : undefined;
  const shift = problem.l2 + delta;
  const n = problem.features.rows;
  const origin = damping > 0 ? 'as set' : 'a tenth of its mean eigenvalue';
  const apply = async (b: Float64Array, work: Work): Promise<{ x: Float64Array; iterations?: number }> => {
    if (factor) return { x: factor.solve(b, 1) };
    if (name === 'ekfac' && ekfac) return { x: ekfac.solve(b, shift) };
    if (stochastic) return stochastic.solve(b, TOLERANCE, work);
    const options = {
      tolerance: TOLERANCE,
      maxIterations: MAX_ITERATIONS,
      stage: 'Solving with conjugate gradients',
    };
    const precondition = (r: Float64Array): Float64Array => ekfac?.solve(r, shift) ?? r.slice();
    return conjugateGradients((v) => curvature.times(v), precondition, b, 1, options, work);
  };
  return {
    name,
    damping: delta,
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
        reason: `${reason}. Curvature: Gauss-Newton, damping ${delta.toPrecision(2)} (${origin}).`,
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

async function factored(
  curvature: NetworkCurvature,
  backend: Float64Backend,
  work: Work,
): Promise<CholeskyFactor> {
  const { dimension } = curvature;
  if (dimension > MOST_PARAMETERS)
    throw new LensError(
      'memory',
      `The solver "exact" forms the curvature of up to ${MOST_PARAMETERS} parameters; the network has ${dimension}.`,
      { hint: 'Choose influence.solver "cg" or "ekfac", or "auto".' },
    );
  return factorCurvature(curvature, backend, work);
}

function choose(curvature: NetworkCurvature, ekfac: Ekfac | undefined): { name: Name; reason: string } {
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
  if (TYPICAL_ITERATIONS * productMs <= ITERATING_MS)
    return { name: 'cg', reason: 'Chosen automatically: iterating to the end takes little time here' };
  return {
    name: 'ekfac',
    reason: 'Chosen automatically: iterating would take long, so each layer is factored instead',
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
