/** Preconditioned conjugate gradients in float64: no matrix of the curvature is formed. */
import { conjugateGradients } from './conjugateGradients';
import { gramFlops, productFlops } from './cost';
import { decoupledPreconditioner } from './preconditioners/decoupled';
import { diagonalPreconditioner } from './preconditioners/diagonal';
import type { Preconditioner } from './preconditioners/types';
import { accepted, difference, largestRatio } from './residual';
import type { InverseCurvature, LinearCurvature, Solution, SolverEntry } from './types';
import type { Work } from '../../contract/progress';

/** Aimed at; what is required is in residual.ts. */
const TOLERANCE = 1e-12;
const MAX_ITERATIONS = 5000;
const ROUNDS = 3;
/** Iterations that a solve takes, for the choice between solvers; measured on images and texts. */
const TYPICAL_ITERATIONS = 60;
/** Largest factors of the preconditioner, bytes. */
const MEMORY = 512 * 2 ** 20;
const STAGE = 'Solving with conjugate gradients';

export const conjugateGradientSolver: SolverEntry<LinearCurvature> = {
  choice: 'cg',
  name: 'cg',
  merit: ({ dimension }) =>
    `iterating costs less than factoring the ${dimension.toLocaleString('en')} × ${dimension.toLocaleString('en')} curvature matrix`,
  cost: (curvature, { solves, rows }) => ({
    flops:
      (decouples(curvature) ? decouplingFlops(curvature) : 0) +
      TYPICAL_ITERATIONS * (productFlops(curvature) + blockFlops(curvature) * (solves + rows)),
    bytes: decouples(curvature) ? decouplingBytes(curvature) : 0,
  }),
  async build(curvature, backend, work) {
    const preconditioner = decouples(curvature)
      ? await decoupledPreconditioner(curvature, backend, work)
      : diagonalPreconditioner(curvature);
    return iterativeInverse(curvature, preconditioner);
  },
};

function iterativeInverse(curvature: LinearCurvature, preconditioner: Preconditioner): InverseCurvature {
  return {
    name: conjugateGradientSolver.name,
    damping: curvature.damping,
    solve: (b, m, work) => iterate(curvature, preconditioner, b, m, undefined, work),
    approximate: (b, m) => preconditioner.apply(b, m),
    solveOmitting: (b, omit, work) => iterate(curvature, preconditioner, b, omit.length, omit, work),
    rowFlops: (rows) => rows * TYPICAL_ITERATIONS * blockFlops(curvature),
    dispose: () => preconditioner.dispose(),
  };
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

function decouples(curvature: LinearCurvature): boolean {
  // Where there are more features than rows the diagonal is nearly as good, for nothing.
  return (
    curvature.width <= curvature.rows &&
    decouplingBytes(curvature) <= MEMORY &&
    decouplingFlops(curvature) <= 2 * TYPICAL_ITERATIONS * productFlops(curvature)
  );
}

function decouplingFlops(curvature: LinearCurvature): number {
  return gramFlops(curvature) + (curvature.scores * curvature.width ** 3) / 3;
}

function decouplingBytes(curvature: LinearCurvature): number {
  return 8 * curvature.width ** 2 * (curvature.scores + 2);
}

/** H·v as part of a block of vectors: dense data is then read once for all of them. */
function blockFlops(curvature: LinearCurvature): number {
  return curvature.features.kind === 'dense' ? curvature.flops : productFlops(curvature);
}
