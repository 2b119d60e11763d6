import { parameterCount } from '../../autodiff/parameters';
import type { FitReport } from '../types';
import { type Evaluation, norm, type NetworkProblem } from './problem';

/** When a network counts as being at its optimum: below this float32 gradients are mostly noise. */
export const POLISH = { gradientNorm: 1e-6, maxIterations: 3000 };

export function reportOf(
  { network, l2 }: NetworkProblem,
  at: Evaluation,
  iterations: number,
  newtonDecrement: number,
): FitReport {
  return {
    parameters: parameterCount(network.parameters),
    l2,
    trainLoss: at.meanLoss,
    objective: at.objective,
    gradientNorm: norm(at.gradient),
    newtonDecrement,
    iterations,
  };
}
