import { penaltyMask, readParameters } from '../../autodiff/parameters';
import { checkRemainingMove } from '../../checks/remainingMove';
import { checkNetworkResidual } from '../../checks/networkResidual';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import type { Matrix } from '../../linalg/types';
import type { Influence, InfluenceOptions } from '../types';
import { lossGradientAt } from './lossGradientAt';
import { logProbabilities, scoresOf } from './predict';
import { dot } from './problem';
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
  const { network, features, classes, l2 } = problem;
  const n = features.rows;
  const inverse = await state.inverse(options, work);
  const { x: s, head } = await inverse.solve(lossGradientAt(problem, target, explained), work);

  const residual = checkNetworkResidual(head);
  if (residual.status === 'fail')
    throw new LensError('numeric', `${residual.message} No ranking can be trusted.`, {
      hint: 'Raise influence.damping, or leave influence.solver and influence.curvature to "auto".',
    });
  const theta = readParameters(network.parameters);
  const mask = penaltyMask(network.parameters);
  let share = 0;
  s.forEach((value, j) => (share += l2 * mask[j] * theta[j] * value));
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
