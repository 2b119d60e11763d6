import { checkLeverage } from '../../checks/leverage';
import { checkLeverageEstimate } from '../../checks/leverageEstimate';
import { checkSolverResidual } from '../../checks/solverResidual';
import { leaveOneOut } from '../../influence/leaveOneOut';
import type { Check, SolverHead } from '../../../contract/documents';
import type { Work } from '../../../contract/progress';
import { ESTIMATE_TOLERANCE, estimateCovariances } from '../../solvers/estimatedCovariances';
import type { Demand, LinearCurvature } from '../../solvers/types';
import type { InfluenceOptions, RowScores } from '../types';
import { linearCurvature } from './curvature';
import { solverHead } from './inverses';
import { penaltyResponse } from './penalty';
import type { Held, LinearState } from './state';

/** Operations up to which leverages are exact unasked: most of a minute. */
const PATIENCE = 1e12;

/** What the scores of the rows stand on. */
interface Covariances {
  curvature: LinearCurvature;
  /** A_i of every row. */
  covariances: Float64Array;
  solver: SolverHead;
  check: Check;
}

export async function scoreRows(
  state: LinearState,
  options: InfluenceOptions,
  work: Work,
): Promise<RowScores> {
  const { problem, point, residuals } = state;
  const price = (): number | undefined =>
    state.inverses.price(options.solver, options.damping, demandOf(state));
  const { curvature, covariances, solver, check } = isEstimated(options, price)
    ? await estimated(state, options, work)
    : await exact(state, options, work);
  const scores = await leaveOneOut(curvature, point.scores, residuals, covariances, work);
  return {
    selfInfluence: scores.selfInfluence,
    leverage: scores.leverage,
    looProbabilities: problem.loss.probabilities(scores.scores),
    loss: problem.loss.losses(point.scores, problem.labels),
    solver,
    checks: [check, checkLeverage(scores.leverage)],
  };
}

/** @param price of exact leverages, in the operations of solvers/cost.ts; undefined where no solver can give them */
export function isEstimated(
  { solver, leverage }: InfluenceOptions,
  price: () => number | undefined,
): boolean {
  if (leverage === 'estimate') return true;
  if (leverage === 'exact' || solver !== 'auto') return false;
  return (price() ?? Infinity) > PATIENCE;
}

async function exact(
  state: LinearState,
  { solver, damping }: InfluenceOptions,
  work: Work,
): Promise<Covariances> {
  const { held, reason } = await state.inverses.get(solver, damping, demandOf(state), work);
  const covariances = await allCovariances(held, work);
  const { relativeResidual } = await penaltyResponse(state, held, work);
  const head = solverHead(held, reason, { relativeResidual });
  return { curvature: held.curvature, covariances, solver: head, check: checkSolverResidual(head) };
}

async function estimated(
  { problem, point, backend }: LinearState,
  { damping, leverage }: InfluenceOptions,
  work: Work,
): Promise<Covariances> {
  const curvature = linearCurvature(problem, point, damping);
  const { covariances, errors } = await estimateCovariances(curvature, backend, work);
  const solver = {
    name: 'estimate',
    damping,
    relativeResidual: ESTIMATE_TOLERANCE,
    reason:
      leverage === 'estimate'
        ? 'Set by influence.leverage.'
        : 'Exact leverages would take minutes, or more memory than is allowed.',
  };
  return { curvature, covariances, solver, check: checkLeverageEstimate(errors) };
}

function demandOf({ problem }: LinearState): Demand {
  return { solves: 1, rows: problem.design.rows, covariances: true };
}

/** A_i of every row, computed once. */
export async function allCovariances(held: Held, work: Work): Promise<Float64Array> {
  const every = Int32Array.from({ length: held.curvature.rows }, (_, i) => i);
  held.covariances ??= await held.inverse.scoreCovariances(every, work);
  return held.covariances;
}
