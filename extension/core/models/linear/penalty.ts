import type { Work } from '../../../contract/progress';
import type { Held, LinearState, PenaltyResponse } from './state';

/** The response of the parameters to a row's share of the penalty, computed once for each held inverse. */
export async function penaltyResponse(
  { problem, point }: LinearState,
  held: Held,
  work: Work,
): Promise<PenaltyResponse> {
  if (held.penalty) return held.penalty;
  const k = problem.loss.scores;
  const b = point.theta.map((value) => (value * problem.l2) / problem.count);
  b.fill(0, b.length - k);
  const { x: rho, relativeResidual } = await held.inverse.solve(b, 1, work);
  held.penalty = { rho, moves: problem.design.placed.times(rho, k), relativeResidual };
  return held.penalty;
}
