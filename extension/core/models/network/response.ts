/** How the parameters of a network answer to a loss: what all of its influences are read from. */
import type { Check, SolverHead } from '../../../contract/documents';
import { LensError } from '../../../contract/errors';
import type { Work } from '../../../contract/progress';
import { penaltyMask, readParameters } from '../../autodiff/parameters';
import { checkNetworkResidual } from '../../checks/networkResidual';
import type { InfluenceOptions } from '../types';
import type { NetworkProblem } from './problem';
import type { NetworkState } from './state';

export interface Response {
  /** (C + δI)⁻¹ of the gradient. */
  s: Float64Array;
  head: SolverHead;
  /** How well it was solved. */
  residual: Check;
}

/** A loss that is explained, and how the parameters answer to it. */
export interface LossResponse extends Response {
  /** ∇ℓ. */
  gradient: Float64Array;
  /** ∂ℓ/∂z, K. */
  residuals: Float64Array;
}

/** Throws a `numeric` error where the system was not solved. */
export async function respond(
  { inverse }: Pick<NetworkState, 'inverse'>,
  gradient: Float64Array,
  options: InfluenceOptions,
  work: Work,
): Promise<Response> {
  const { x: s, head } = await (await inverse(options, work)).solve(gradient, work);
  const residual = checkNetworkResidual(head);
  if (residual.status === 'fail')
    throw new LensError('numeric', `${residual.message} No ranking can be trusted.`, {
      hint: 'Raise influence.damping, or leave influence.solver and influence.curvature to "auto".',
    });
  return { s, head, residual };
}

/** λθ_w·s: a row's share of the penalty in its influence. */
export function penaltyShare({ network, l2 }: NetworkProblem, s: Float64Array): number {
  const theta = readParameters(network.parameters);
  const mask = penaltyMask(network.parameters);
  let share = 0;
  s.forEach((value, j) => (share += l2 * mask[j] * theta[j] * value));
  return share;
}
