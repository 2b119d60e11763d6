/** Preconditioned conjugate gradients in float64: no matrix of the curvature is formed. */
import { MEMORY_SHARE } from '../linalg/memory';
import { conjugateGradients } from './conjugateGradients';
import { passFlops, sharedPassFlops, vectorFlops } from './cost';
import { covariancesBySolving } from './covariances';
import { PRECONDITIONERS } from './preconditioners/registry';
import type { Preconditioner, PreconditionerKind } from './preconditioners/types';
import { accepted, difference, largestRatio } from './residual';
import type { Cost, InverseCurvature, LinearCurvature, Solution, SolverEntry } from './types';
import type { Work } from '../../contract/progress';

/** Aimed at; what is required is in residual.ts. */
const TOLERANCE = 1e-12;
const MAX_ITERATIONS = 5000;
const ROUNDS = 3;
/** Right-hand sides by which preconditioners are weighed: an explanation takes one, and one for each leading row. */
const USUAL = 11;
/** Beyond this, row by row is no way to score every row: a quarter of an hour. */
const HOPELESS = 2e13;
const STAGE = 'Solving with conjugate gradients';

export const conjugateGradientSolver: SolverEntry<LinearCurvature> = {
  choice: 'cg',
  name: 'cg',
  merit: ({ dimension }) =>
    `iterating costs less than factoring the ${dimension.toLocaleString('en')} × ${dimension.toLocaleString('en')} curvature matrix`,
  cost(curvature, { solves, rows, covariances }) {
    const { kind, cost } = cheapest(curvature);
    const columns = solves + rows * (covariances ? curvature.scores : 1);
    const flops = cost.flops + solveFlops(curvature, kind, columns);
    return covariances && flops > HOPELESS ? undefined : { flops, bytes: cost.bytes };
  },
  async build(curvature, backend, work) {
    const { kind } = cheapest(curvature);
    return iterativeInverse(curvature, kind, await kind.build(curvature, backend, work));
  },
};

/** @param kind what the preconditioner is about as good as */
export function iterativeInverse(
  curvature: LinearCurvature,
  kind: PreconditionerKind,
  preconditioner: Preconditioner,
): InverseCurvature {
  const solve: InverseCurvature['solve'] = (b, m, work) =>
    iterate(curvature, preconditioner, b, m, undefined, work);
  return {
    name: conjugateGradientSolver.name,
    damping: curvature.damping,
    solve,
    approximate: (b, m) => preconditioner.apply(b, m),
    scoreCovariances: (rows, work) => covariancesBySolving(curvature, solve, rows, work),
    solveOmitting: (b, omit, work) => iterate(curvature, preconditioner, b, omit.length, omit, work),
    rowFlops: (rows) => solveFlops(curvature, kind, rows),
    dispose: () => preconditioner.dispose(),
  };
}

/** The preconditioner with which the usual work costs least. */
function cheapest(curvature: LinearCurvature): { kind: PreconditionerKind; cost: Cost } {
  const affordable = PRECONDITIONERS.flatMap((kind) => {
    const cost = kind.cost(curvature);
    const fits =
      kind === PRECONDITIONERS[0] || (cost?.bytes ?? 0) <= MEMORY_SHARE.preconditioner * curvature.memory;
    return cost && fits ? [{ kind, cost }] : [];
  });
  const total = ({ kind, cost }: (typeof affordable)[number]): number =>
    cost.flops + solveFlops(curvature, kind, USUAL);
  return affordable.reduce((best, each) => (total(each) < total(best) ? each : best));
}

/** Of solves with so many right-hand sides. */
function solveFlops(curvature: LinearCurvature, kind: PreconditionerKind, columns: number): number {
  const { features, scores, dimension } = curvature;
  const pass = columns > 1 ? columns * sharedPassFlops(features, scores) : passFlops(features, scores);
  return kind.iterations(curvature) * (pass + columns * vectorFlops(dimension));
}

async function iterate(
  curvature: LinearCurvature,
  preconditioner: Preconditioner,
  b: Float64Array,
  m: number,
  omit: Int32Array | undefined,
  work: Work,
): Promise<Solution> {
  let x = new Float64Array(b.length);
  let left = b;
  let iterations = 0;
  let relativeResidual = 1;
  // The recurrence drifts from the true residual by rounding; a second round takes it from the measured one.
  for (let round = 0; round < ROUNDS && relativeResidual > 3 * TOLERANCE; round++) {
    const solved = await conjugateGradients(
      (v, columns) => curvature.times(v, columns.length, omit && columns.map((c) => omit[c])),
      (r, columns) => preconditioner.apply(r, columns.length),
      left,
      m,
      { tolerance: Math.min(0.1, TOLERANCE / relativeResidual), maxIterations: MAX_ITERATIONS, stage: STAGE },
      work,
    );
    iterations += solved.iterations;
    const next = x.map((value, at) => value + solved.x[at]);
    const nextLeft = difference(b, curvature.times(next, m, omit));
    const nextResidual = largestRatio(nextLeft, b, m);
    if (!(nextResidual < relativeResidual)) break;
    [x, left, relativeResidual] = [next, nextLeft, nextResidual];
  }
  return { ...accepted({ x, relativeResidual }), iterations };
}
