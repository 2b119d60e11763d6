import { checkRemainingMove } from '../../checks/remainingMove';
import type { Work } from '../../../contract/progress';
import type { Matrix } from '../../linalg/types';
import type { Influence, InfluenceOptions } from '../types';
import { lossGradientAt } from './lossAt';
import { logProbabilities, scoresOf } from './predict';
import { dot } from './problem';
import { penaltyShare, respond } from './response';
import type { NetworkState } from './state';

/** Influence of every training row on ℓ of `target` with respect to the class `explained` (definitions: Influence). */
export async function explainLoss(
  state: NetworkState,
  target: Matrix,
  explained: number,
  options: InfluenceOptions,
  work: Work,
): Promise<Influence> {
  const { problem, batches } = state;
  const { network, features, classes } = problem;
  const n = features.rows;
  const gradient = lossGradientAt(problem, target, explained);
  const { s, head, residual } = await respond(state, gradient, options, work);
  const share = penaltyShare(problem, s);
  const influence = new Float64Array(n);
  // ⟨s, ∇R⟩, of gradients that the batches have at hand.
  let remaining = share;
  batches.forEach((at, from) => {
    at.gradientDots(s).forEach((value, i) => (influence[from + i] = -(value + share)));
    remaining += dot(s, at.gradient()) / n;
  });
  const removalDelta = influence.map((value) => -value / n);
  const logProbability = logProbabilities(scoresOf(network, target, classes), classes)[explained];
  return {
    influence,
    removalDelta,
    removalProbabilityDelta: probabilityChanges(removalDelta, logProbability),
    solver: head,
    checks: [
      checkRemainingMove(
        Math.abs(remaining),
        removalDelta.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
      ),
      residual,
    ],
  };
}

/** p·(e^{−Δ} − 1): since p = e^{−ℓ}. A first-order Δ may promise more than certainty; p then stops at 1. */
function probabilityChanges(lossChanges: Float64Array, logProbability: number): Float64Array {
  const p = Math.exp(logProbability);
  const room = -Math.expm1(logProbability);
  return lossChanges.map((change) => Math.min(p * Math.expm1(-change), room));
}
