import { checkLeverage } from '../../checks/leverage';
import { checkSolverResidual } from '../../checks/solverResidual';
import { leaveOneOut } from '../../influence/leaveOneOut';
import type { Work } from '../../../contract/progress';
import type { InfluenceOptions, RowScores } from '../types';
import { solverHead } from './inverses';
import { penaltyResponse } from './penalty';
import type { Held, LinearState } from './state';

export async function scoreRows(
  state: LinearState,
  { solver, damping }: InfluenceOptions,
  work: Work,
): Promise<RowScores> {
  const { problem, point, residuals, inverses } = state;
  const demand = { solves: 1, rows: problem.design.rows, covariances: true };
  const { held, reason } = await inverses.get(solver, damping, demand, work);
  const covariances = await allCovariances(held, work);
  const { relativeResidual } = await penaltyResponse(state, held, work);
  const scores = await leaveOneOut(held.curvature, point.scores, residuals, covariances, work);
  const head = solverHead(held, reason, { relativeResidual });
  return {
    selfInfluence: scores.selfInfluence,
    leverage: scores.leverage,
    looProbabilities: problem.loss.probabilities(scores.scores),
    loss: problem.loss.losses(point.scores, problem.labels),
    solver: head,
    checks: [checkSolverResidual(head), checkLeverage(scores.leverage)],
  };
}

/** A_i of every row, computed once. */
export async function allCovariances(held: Held, work: Work): Promise<Float64Array> {
  const every = Int32Array.from({ length: held.curvature.rows }, (_, i) => i);
  held.covariances ??= await held.inverse.scoreCovariances(every, work);
  return held.covariances;
}
